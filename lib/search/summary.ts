import type { DecimalString } from "#lib/catalogue/decimal.ts";
import type { Unit } from "#lib/catalogue/types.ts";

/** One material of an estimate as the ranking sees it. */
export interface SummaryMaterial {
  /** As the model or the person spells it. */
  name: string;
  /** Null: nothing is known for the name. */
  catalogueId: string | null;
  quantity: DecimalString;
  unit: Unit;
  /** Null where it cannot be known. */
  massKg: number | null;
  volumeM3: number | null;
  /** Likely cost in the estimate's currency; null: not priced. */
  cost: number | null;
}

/**
 * What the similarity of estimates is judged by, of a stored estimate or of one that is only asked about. Ranking works
 * on shares and logarithms, so plain numbers do; amounts that are shown come from PostgreSQL.
 */
export interface EstimateSummary {
  estimateId: string;
  projectId: string | null;
  name: string;
  description: string;
  materials: SummaryMaterial[];
  /** Share of the likely cost by IFC class, 0..1; empty for an estimate entered by hand. */
  classShares: Record<string, number>;
  /** As asked for, and the place of the table that it was matched with (null: not in the table). */
  location: string;
  place: string | null;
  /** Level of the place against the book's own level (1). */
  locationFactor: number;
  /** Money per hour in `currency`. */
  laborRate: number;
  equipmentRate: number;
  currency: string;
  /** Null: not stated. */
  floorAreaM2: number | null;
  /** Null: not known. */
  storeys: number | null;
  /** Likely cost in `currency`, and A1–A3 in kg of CO2e (null while calculating). */
  cost: number;
  carbonKg: number | null;
  createdAt: Date;
}
