import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { elementCorrections } from "#db/schema/corrections.ts";
import { fileAnalyses } from "#db/schema/files.ts";
import { type Actor, namesOf } from "#lib/audit/actors.ts";
import { floorAreaOf } from "#lib/estimates/floor-area.ts";
import { type AnalysedFile, analysedFile } from "#lib/processing/elements/filter.ts";
import { presentMaterial } from "#lib/processing/list-elements.ts";
import type { FoundElement } from "#lib/processing/types.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { countCorrected, type FileKey } from "./apply-corrections.ts";
import { KEY_OF } from "./bounds.ts";
import { earlierCorrections } from "./carry-corrections.ts";
import type { CorrectionRow } from "./end-corrections.ts";
import { countToLookAt, isPlaced, placedElements, stateIn } from "./states.ts";
import type { CorrectionList, CorrectionState, CorrectionView, ListCorrections } from "./views.ts";

/**
 * What people corrected of a file's take-off, the newest first: what was found, what counts instead, who said so, when and
 * why. Throws `NotFound` without the file, `Conflict` (`analysis_not_ready`) before the take-off is done.
 */
export async function listCorrections(
  ctx: Ctx,
  fileId: string,
  asked: z.output<typeof ListCorrections>,
): Promise<z.input<typeof CorrectionList>> {
  requireRole(ctx, "viewer");
  const key = { tenantId: ctx.tenant.id, fileId };
  return ctx.transaction(async (tx) => {
    const { storeys } = await analysedFile(tx, key.tenantId, fileId);
    const rows = await readCorrections(tx, key, asked);
    const counts = await countCorrections(tx, key);
    const area = await correctedArea(tx, key);
    const people = await namesOf(tx, key.tenantId, [
      ...rows.flatMap(({ correction }) => [correction.madeBy, correction.endedBy ?? []].flat()),
      ...(area?.by ? [area.by] : []),
    ]);
    const earlier = await earlierCorrections(tx, key);
    return {
      items: rows.map((row) => presentCorrection(row, storeys, people)),
      total: asked.state === "all" ? counts.standing + counts.former : counts.standing,
      ...counts,
      to_look_at: await countToLookAt(tx, key),
      elements: await countCorrected(tx, key),
      floor_area: area && { ...area, by: area.by === null ? null : whoOf(people.get(area.by)) },
      earlier: earlier && {
        file_id: earlier.fileId,
        filename: earlier.filename,
        number: earlier.number,
        corrections: earlier.corrections.length,
      },
    };
  });
}

export interface ReadCorrection {
  correction: CorrectionRow;
  state: CorrectionState;
  ordinal: number | null;
  storey: number | null;
  /** Of the take-off as it is. */
  foundNow: FoundElement | null;
}

/** Corrections of a file with the elements that they are of, the newest first. */
export async function readCorrections(
  tx: Transaction,
  key: FileKey,
  { state, skip, limit }: z.output<typeof ListCorrections>,
): Promise<ReadCorrection[]> {
  const placed = placedElements(key);
  return tx
    .select({
      correction: elementCorrections,
      state: stateIn(placed),
      ordinal: placed.ordinal,
      storey: placed.storey,
      foundNow: placed.found,
    })
    .from(elementCorrections)
    .leftJoin(placed, isPlaced(placed))
    .where(
      and(
        eq(elementCorrections.tenantId, key.tenantId),
        eq(elementCorrections.fileId, key.fileId),
        state === "all" ? undefined : isNull(elementCorrections.endedAt),
      ),
    )
    .orderBy(desc(elementCorrections.createdAt), desc(elementCorrections.id))
    .offset(skip)
    .limit(limit);
}

async function countCorrections(tx: Transaction, { tenantId, fileId }: FileKey) {
  const [row] = await tx
    .select({
      standing: sql<number>`(count(*) filter (where ${elementCorrections.endedAt} is null))::int`,
      former: sql<number>`count(${elementCorrections.endedAt})::int`,
    })
    .from(elementCorrections)
    .where(and(eq(elementCorrections.tenantId, tenantId), eq(elementCorrections.fileId, fileId)));
  return row ?? { standing: 0, former: 0 };
}

/** What a person said of the floor area, where it is not what the file says. */
export async function correctedArea(tx: Transaction, { tenantId, fileId }: FileKey) {
  const [analysis] = await tx
    .select()
    .from(fileAnalyses)
    .where(and(eq(fileAnalyses.tenantId, tenantId), eq(fileAnalyses.fileId, fileId)));
  if (!analysis || analysis.floorAreaOverride === null) return null;
  const found = floorAreaOf({ ...analysis, floorAreaOverride: null }).m2;
  return {
    found_m2: found,
    corrected_m2: analysis.floorAreaOverride,
    reason: analysis.floorAreaReason,
    by: analysis.floorAreaConfirmedBy === null ? null : `user:${analysis.floorAreaConfirmedBy}`,
    at: analysis.floorAreaConfirmedAt?.toISOString() ?? null,
  };
}

const whoOf = (who: Actor | undefined) => ({ kind: who?.kind ?? "person", name: who?.name ?? null }) as const;

function presentCorrection(
  { correction, state, ordinal, storey, foundNow }: ReadCorrection,
  storeys: AnalysedFile["storeys"],
  people: ReadonlyMap<string, Actor>,
): z.input<typeof CorrectionView> {
  const { kind, found, materials, endedAt, endedBy } = correction;
  // What the model says now matters where it is something else.
  const now = state === "changed" ? foundNow : null;
  const quantityOf = (element: FoundElement, of: keyof typeof KEY_OF) => ({
    value: element.quantities[KEY_OF[of]] ?? null,
    source: element.sources[KEY_OF[of]] ?? null,
  });
  return {
    id: correction.id,
    kind,
    state,
    element: {
      ordinal,
      global_id: correction.globalId,
      ifc_class: correction.ifcClass,
      name: correction.name,
      storey: storey === null ? null : (storeys[storey]?.name ?? null),
    },
    quantity:
      kind === "material" || kind === "exclusion"
        ? null
        : {
            found: quantityOf(found, kind),
            now: now && quantityOf(now, kind),
            corrected: plain(correction.value ?? "0"),
          },
    materials: materials && {
      found: found.materials.map(presentMaterial),
      now: now?.materials.map(presentMaterial) ?? null,
      corrected: materials.map(({ name, catalogueId, share }) => ({
        name,
        catalogue_id: catalogueId,
        share,
      })),
    },
    excluded:
      kind === "exclusion"
        ? {
            length_m: found.quantities.lengthM ?? null,
            area_m2: found.quantities.areaM2 ?? null,
            volume_m3: found.quantities.volumeM3 ?? null,
            weight_kg: found.quantities.weightKg ?? null,
          }
        : null,
    reason: correction.reason,
    by: whoOf(people.get(correction.madeBy)),
    at: correction.createdAt.toISOString(),
    carried_from: correction.carriedFrom,
    ended:
      endedAt === null
        ? null
        : {
            by: whoOf(people.get(endedBy ?? "")),
            at: endedAt.toISOString(),
            reason: correction.endReason,
          },
  };
}

/** Without the zeros that a column's places add. */
const plain = (value: string) => (value.includes(".") ? value.replace(/\.?0+$/, "") : value);
