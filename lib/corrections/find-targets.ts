import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type AnalysedFile, matching } from "#lib/processing/elements/filter.ts";
import type { FoundElement } from "#lib/processing/types.ts";
import type { FileKey } from "./apply-corrections.ts";
import { type MakeCorrections, MOST_AT_ONCE } from "./views.ts";

/** An element that is corrected, as a correction keeps it. */
export interface Target {
  ordinal: number;
  globalId: string;
  nth: number;
  ifcClass: string;
  name: string | null;
  found: FoundElement;
  /** It does not count, by an earlier correction. */
  isExcluded: boolean;
}

type Asked = Pick<z.output<typeof MakeCorrections>, "ordinals" | "global_ids" | "filter">;

/**
 * The elements that a call names; of a filter those that are measured and count. Throws `Invalid`: `no_such_element` where one
 * of them is not there, or a filter chooses none; `too_many_elements`; `element_is_whole` for one that is measured by its parts.
 */
export async function findTargets(
  tx: Transaction,
  key: FileKey,
  asked: Asked,
  storeys: AnalysedFile["storeys"],
): Promise<Target[]> {
  const counted = asked.filter ? sql`elements.measured` : undefined;
  const targets = await targetsOf(tx, key, and(chosenBy(key, asked, storeys), counted));
  if (targets.length > MOST_AT_ONCE)
    throw new Invalid("too_many_elements", problemText("corrections.tooMany", { most: MOST_AT_ONCE }));
  const missing = missingOf(asked, targets);
  if (missing !== undefined)
    throw new Invalid("no_such_element", problemText("corrections.notThere", { element: String(missing) }));
  if (targets.length === 0) throw new Invalid("no_such_element", problemText("corrections.noneChosen"));
  const whole = targets.find(({ isWhole }) => isWhole);
  if (whole)
    throw new Invalid(
      "element_is_whole",
      problemText("corrections.wholeOfParts", { element: whole.name ?? whole.globalId }),
    );
  return targets.map(({ isWhole: _, ...target }) => target);
}

function chosenBy(key: FileKey, asked: Asked, storeys: AnalysedFile["storeys"]): SQL | undefined {
  if (asked.ordinals) return anyOf(sql`ordinal`, asked.ordinals, "int");
  if (asked.global_ids) return anyOf(sql`global_id`, asked.global_ids, "text");
  return matching(key, asked.filter ?? {}, storeys);
}

/** One parameter, however many there are. */
const anyOf = (column: SQL, values: readonly (string | number)[], type: "int" | "text"): SQL =>
  sql`${sql.raw("elements.")}${column} in (select value::${sql.raw(type)}
    from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;

function missingOf({ ordinals, global_ids: ids }: Asked, targets: readonly Target[]) {
  const known = new Set<string | number>(
    targets.map(({ ordinal, globalId }) => (ordinals ? ordinal : globalId)),
  );
  return (ordinals ?? ids)?.find((asked) => !known.has(asked));
}

/** Elements of a file by a condition, in the take-off's order; unless `all`, one more than may be, so that too many are seen. */
export async function targetsOf(
  tx: Transaction,
  { tenantId, fileId }: FileKey,
  chosen: SQL | undefined,
  { all = false }: { all?: boolean } = {},
): Promise<(Target & { isWhole: boolean })[]> {
  const ofFile = and(eq(elements.tenantId, tenantId), eq(elements.fileId, fileId));
  const query = tx.select().from(elements).where(and(ofFile, chosen)).orderBy(asc(elements.ordinal));
  const rows = await (all ? query : query.limit(MOST_AT_ONCE + 1));
  const ids = [...new Set(rows.map(({ globalId }) => globalId))];
  const alike = await tx
    .select({ ordinal: elements.ordinal, globalId: elements.globalId })
    .from(elements)
    .where(and(ofFile, inArray(elements.globalId, ids)))
    .orderBy(asc(elements.ordinal));
  const places = new Map<string, number>();
  const nth = new Map<number, number>();
  for (const { ordinal, globalId } of alike) {
    const place = places.get(globalId) ?? 0;
    nth.set(ordinal, place);
    places.set(globalId, place + 1);
  }
  return rows.map((row) => ({
    ordinal: row.ordinal,
    globalId: row.globalId,
    nth: nth.get(row.ordinal) ?? 0,
    ifcClass: row.ifcClass,
    name: row.name,
    found: row.found ?? foundOf(row),
    isExcluded: row.found !== null && !row.measured,
    isWhole: row.found === null && !row.measured,
  }));
}

function foundOf(row: typeof elements.$inferSelect): FoundElement {
  const { lengthM, areaM2, volumeM3, weightKg, sources, materials } = row;
  return {
    quantities: {
      ...(lengthM === null ? {} : { lengthM }),
      ...(areaM2 === null ? {} : { areaM2 }),
      ...(volumeM3 === null ? {} : { volumeM3 }),
      ...(weightKg === null ? {} : { weightKg }),
    },
    sources,
    materials,
  };
}
