/** What can differ of an element that is in both models. `place`: it was moved, and not only made larger. */
export const CHANGED_FIELDS = [
  "class",
  "material",
  "storey",
  "place",
  "length",
  "area",
  "volume",
  "weight",
] as const;
export type ChangedField = (typeof CHANGED_FIELDS)[number];

/** How many elements of each kind. */
export interface KindCounts {
  added: number;
  removed: number;
  changed: number;
  unchanged: number;
}

/** Newer less before, SI; `costMinor` and `carbonG` whole units, of what the model changed and of all; null: not known. */
export interface DifferenceSums {
  lengthM: number;
  areaM2: number;
  volumeM3: number;
  weightKg: number;
  /** At the newer estimate's terms on both sides. */
  costMinor: number;
  carbonG: number;
}

/** Sums of the elements of one class or one storey. */
export interface GroupSums extends KindCounts, DifferenceSums {
  /** Null: in no storey. */
  name: string | null;
}

/**
 * An amount of both estimates. `before` → `beforeAtTerms` is what prices, rates, place and factors did; `beforeAtTerms` →
 * `after` is what the model did. The two steps add up to the whole difference exactly.
 */
export interface Step {
  before: number;
  beforeAtTerms: number;
  after: number;
}

export interface StoreyChange {
  kind: "added" | "removed" | "renamed";
  from: string | null;
  to: string | null;
}

/** A comparison as a whole. */
export interface ComparisonSummary {
  counts: KindCounts;
  matchedBy: { global_id: number; place: number; likeness: number };
  /** Elements whose fields changed, by field; one element may count for several. */
  fields: Record<ChangedField, number>;
  storeys: StoreyChange[];
  sums: DifferenceSums;
  /**
   * Of the estimates' likely totals, minor units of the newer one's currency; null where one is missing. `before` is null
   * where the estimate before is in another currency: the two cannot be subtracted.
   */
  cost:
    | (Omit<Step, "before"> & {
        before: number | null;
        currency: string;
        minorDigits: number;
        baseCurrency: string;
      })
    | null;
  /** A1–A3, grams. */
  carbon: Step | null;
  /** The price book that both sides stand at, by its version. */
  priceBookVersion: string | null;
  basePriceBookVersion: string | null;
  byClass: GroupSums[];
  byStorey: GroupSums[];
}
