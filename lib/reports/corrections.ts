import type { Transaction } from "#db/client.ts";
import type { CorrectionKind } from "#db/schema/corrections.ts";
import { namesOf } from "#lib/audit/actors.ts";
import { decimal, round } from "#lib/catalogue/decimal.ts";
import type { FileKey } from "#lib/corrections/apply-corrections.ts";
import { KEY_OF } from "#lib/corrections/bounds.ts";
import { type CorrectionRow, standingOf } from "#lib/corrections/end-corrections.ts";
import { correctedArea } from "#lib/corrections/list-corrections.ts";

/** What a person said against the model, as documents list it. JSON-safe. */
export interface ReportCorrection {
  /** Null: of the whole model. */
  globalId: string | null;
  name: string | null;
  ifcClass: string | null;
  kind: CorrectionKind | "floor_area";
  /** Of a quantity SI decimal text, of materials their names with shares; null: nothing. */
  found: string | null;
  /** Alike; null of an exclusion. */
  corrected: string | null;
  reason: string | null;
  /** Who said so, as it is stored, and by the name that they have when the document is made. */
  madeBy: string | null;
  by: string | null;
  at: string | null;
}

/** All corrections that an estimate of a file rests on, the floor area first, then as they were made. */
export async function reportCorrections(tx: Transaction, key: FileKey): Promise<ReportCorrection[]> {
  const area = await correctedArea(tx, key);
  const rows = await standingOf(tx, key);
  const ordered = rows.toSorted(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  return withNames(tx, key.tenantId, [
    ...(area
      ? [
          {
            globalId: null,
            name: null,
            ifcClass: null,
            kind: "floor_area" as const,
            found: area.found_m2 === null ? null : plain(area.found_m2),
            corrected: plain(area.corrected_m2),
            reason: area.reason,
            madeBy: area.by,
            by: null,
            at: area.at,
          },
        ]
      : []),
    ...ordered.map(presentRow),
  ]);
}

/** With the names that people have now: what is stored of an approval names nobody. */
export async function withNames(
  tx: Transaction,
  tenantId: string,
  corrections: readonly ReportCorrection[],
): Promise<ReportCorrection[]> {
  const people = await namesOf(
    tx,
    tenantId,
    corrections.flatMap(({ madeBy }) => madeBy ?? []),
  );
  return corrections.map((one) => ({
    ...one,
    by: one.madeBy === null ? null : (people.get(one.madeBy)?.name ?? null),
  }));
}

function presentRow(row: CorrectionRow): ReportCorrection {
  const { kind, found, value, materials } = row;
  return {
    globalId: row.globalId,
    name: row.name,
    ifcClass: row.ifcClass,
    kind,
    ...valuesOf(kind, found, { value, materials }),
    reason: row.reason,
    madeBy: row.madeBy,
    by: null,
    at: row.createdAt.toISOString(),
  };
}

function valuesOf(
  kind: CorrectionKind,
  found: CorrectionRow["found"],
  { value, materials }: Pick<CorrectionRow, "value" | "materials">,
): Pick<ReportCorrection, "found" | "corrected"> {
  if (kind === "material") return { found: named(found.materials), corrected: materials && named(materials) };
  // Of what does not count, its volume says how much it is; else what there is of it.
  const of = found.quantities;
  const quantity =
    kind === "exclusion" ? (of.volumeM3 ?? of.areaM2 ?? of.lengthM ?? of.weightKg) : of[KEY_OF[kind]];
  return {
    found: quantity === undefined ? null : plain(quantity),
    corrected: value === null ? null : plain(value),
  };
}

const named = (materials: readonly { name: string; share: number }[]): string | null =>
  materials.map(({ name, share }) => (share < 1 ? `${name} (${share})` : name)).join("; ") || null;

const plain = (value: number | string) => round(decimal(value), 6);

/** In which unit `found` and `corrected` of a kind are; null: in none, or in that of whatever there is. */
export const UNIT_OF_KIND = {
  length_m: "m",
  area_m2: "m2",
  volume_m3: "m3",
  weight_kg: "kg",
  floor_area: "m2",
  material: null,
  exclusion: null,
} as const satisfies Record<ReportCorrection["kind"], string | null>;
