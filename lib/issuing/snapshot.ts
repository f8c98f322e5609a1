import { z } from "zod";
import type { ReviewState } from "#db/schema/variants.ts";
import type { ApprovedBill } from "#lib/boq/freeze-bill.ts";
import type { CatalogueEntry, PriceRow } from "#lib/catalogue/types.ts";
import type { EstimateLineRow, EstimateRow } from "#lib/estimates/measured-model.ts";
import type { ReportCorrection } from "#lib/reports/corrections.ts";
import type { ModelFacts, Report } from "#lib/reports/report-data.ts";
import type { KnownLine } from "#lib/uncertainty/known-lines.ts";

/** Moments as ISO texts, as JSON has them. */
type InJson<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] };

export type SnapshotLine = Omit<EstimateLineRow, "tenantId" | "estimateId">;

/**
 * Everything that an estimate said when it was approved: its head, its lines with their build-ups and factors, what the
 * totals leave out, the model and the versions that it was calculated on, its review, and who signed it. People but the
 * signer stand as ids, so that no name stays that nobody has put there.
 */
export interface Snapshot {
  format: 1;
  estimate: InJson<EstimateRow>;
  lines: SnapshotLine[];
  /** Of the price book: the rows of what is in the lines, by catalogue id. */
  prices: Record<string, PriceRow>;
  /** Of the catalogue with the organisation's own entries and factors: what is in the lines. */
  entries: Record<string, CatalogueEntry>;
  /** How far each line may lie off; approvals of before it was kept have none. */
  known?: KnownLine[] | null;
  /** What people said against the model, without their names; approvals of before it was kept have none. */
  corrections?: ReportCorrection[];
  model: ModelFacts | null;
  organisation: Report["organisation"];
  /** As a bill of quantities; approvals of before there were any have none. */
  bill?: ApprovedBill;
  /** The first step first; the last one is this approval. */
  review: {
    position: number;
    state: ReviewState;
    previous: ReviewState;
    cause: "person" | "recalculated";
    reason: string | null;
    actor: string;
    at: string;
  }[];
  /** The first one first. */
  comments: {
    id: string;
    line_key: string | null;
    line_name: string | null;
    body: string;
    author: string;
    at: string;
    edited_at: string | null;
  }[];
  signature: { name: string; title: string; actor: string; at: string };
}

/**
 * What is stored is what `takeSnapshot` wrote, since its hash is compared before it is read: only its format may be another
 * one, of a later version of the product.
 */
export const StoredSnapshot = z.custom<Snapshot>(
  (value) => z.object({ format: z.literal(1) }).safeParse(value).success,
  "A snapshot in a format that this version does not know",
);

/** The snapshot as what documents are made of. */
export function reportOf({
  estimate,
  lines,
  prices,
  entries,
  known,
  corrections,
  model,
  organisation,
}: Snapshot): Report {
  const { id: estimateId, tenantId } = estimate;
  return {
    estimate: {
      ...estimate,
      pricedAt: new Date(estimate.pricedAt),
      createdAt: new Date(estimate.createdAt),
      updatedAt: new Date(estimate.updatedAt),
    },
    lines: lines.map((line) => ({ ...line, tenantId, estimateId })),
    book: {
      prices: { rows: new Map(Object.entries(prices)) },
      catalogue: new Map(Object.entries(entries)),
    },
    known: known ?? null,
    corrections: corrections ?? [],
    model,
    organisation,
  };
}
