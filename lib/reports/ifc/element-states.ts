import { and, asc, eq, gt } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import type { EstimateLineRow, EstimateRow } from "#lib/estimates/measured-model.ts";
import type { QuantitySources } from "#lib/processing/types.ts";

export interface ElementState {
  ordinal: number;
  globalId: string;
  measured: boolean;
  confidence: "stated" | "measured" | "corrected" | "low";
  /** Some of it is in no price. */
  isUnpricedInPart: boolean;
  /** Some of it is in no carbon account. */
  isUncountedInPart: boolean;
}

export interface ElementStates {
  /** In the take-off's order. */
  elements: ElementState[];
}

const BATCH = 2000;

/** What is known of a file's elements beside their shares of the estimate. A few dozen bytes an element. */
export async function elementStates(
  tx: Transaction,
  tenantId: string,
  { fileId, estimate, lines }: { fileId: string; estimate: EstimateRow; lines: readonly EstimateLineRow[] },
): Promise<ElementStates> {
  const unpriced = new Set<number>();
  const uncounted = new Set<number>();
  for (const { elementIds } of estimate.unmeasured)
    for (const id of elementIds) {
      unpriced.add(Number(id));
      uncounted.add(Number(id));
    }
  for (const line of lines) {
    if (lacksPrice(line, estimate)) for (const id of line.elements) unpriced.add(Number(id));
    if (lacksCarbon(line, estimate)) for (const id of line.elements) uncounted.add(Number(id));
    for (const id of line.unweighed?.elementIds ?? []) uncounted.add(Number(id));
  }
  const found: ElementState[] = [];
  for (let last = -1; ; ) {
    const rows = await tx
      .select({
        ordinal: elements.ordinal,
        globalId: elements.globalId,
        measured: elements.measured,
        sources: elements.sources,
      })
      .from(elements)
      .where(and(eq(elements.tenantId, tenantId), eq(elements.fileId, fileId), gt(elements.ordinal, last)))
      .orderBy(asc(elements.ordinal))
      .limit(BATCH);
    for (const { sources, ...row } of rows)
      found.push({
        ...row,
        confidence: confidenceOf(sources),
        isUnpricedInPart: unpriced.has(row.ordinal),
        isUncountedInPart: uncounted.has(row.ordinal),
      });
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) return { elements: found };
    last = end.ordinal;
  }
}

/** A line without amounts is unpriced unless there is nothing of it to buy; the estimate lists what is. */
function lacksPrice(line: EstimateLineRow, { unpriced }: EstimateRow): boolean {
  return line.likelyMinor === null && unpriced.some((item) => item.reason === "no_price" && isOf(item, line));
}

function lacksCarbon(line: EstimateLineRow, { missingCarbon }: EstimateRow): boolean {
  const reasons: readonly string[] = ["no_factor", "no_mass"];
  return (
    line.a1a3G === null &&
    (missingCarbon ?? []).some((item) => reasons.includes(item.reason) && isOf(item, line))
  );
}

const isOf = (item: { catalogueId: string | null; ifcClass: string | null }, line: EstimateLineRow) =>
  item.catalogueId === line.catalogueId && item.ifcClass === line.ifcClass;

export function confidenceOf(sources: QuantitySources): ElementState["confidence"] {
  const all = Object.values(sources);
  if (all.includes("low_confidence")) return "low";
  if (all.includes("corrected")) return "corrected";
  return all.length > 0 && all.every((source) => source === "stated") ? "stated" : "measured";
}
