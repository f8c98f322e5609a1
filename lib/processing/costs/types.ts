import type { DecimalString } from "#lib/catalogue/decimal.ts";
import type { BookReference } from "#lib/catalogue/layer-price-books.ts";
import type { LocationMatch } from "#lib/catalogue/location-factors.ts";
import type { Codes, PriceRow, Unit } from "#lib/catalogue/types.ts";
import type { UnmeasuredItem, UnmeasuredReason } from "#lib/processing/materials/types.ts";
import type { Coverage } from "./coverage.ts";

/** One line of an estimate. Amounts in whole minor units of the currency (cents), exact. JSON-safe. */
export interface CostLine {
  key: string;
  catalogueId: string;
  name: string;
  ifcClass: string | null;
  /** What chose the entry: the element's class, or its material. */
  rule: "by_class" | "by_material";
  materialNames: string[];
  codes: Codes;
  unit: Unit;
  /** 6 places. */
  quantity: DecimalString;
  /** With the location factor, 4 places: quantity × this = the likely amount. */
  unitRate: DecimalString;
  /** Before the location factor, exact. */
  baseRate: DecimalString;
  buildUp: Pick<PriceRow, "materialPrice" | "labourHours" | "equipmentHours" | "wasteAllowance">;
  lowMinor: number;
  likelyMinor: number;
  highMinor: number;
  /** Adds up to the line. */
  byStorey: (StoreyCost & { quantity: DecimalString })[];
  bookId: string;
  source: string;
  /** A class 5 placeholder price: say so beside it. */
  placeholder: boolean;
  elementIds: string[];
}

export interface StoreyCost {
  /** Index into `Takeoff.storeys`; null: no storey. */
  storey: number | null;
  likelyMinor: number;
}

/** What no price was found for, and why. */
export interface UnpricedItem extends Omit<UnmeasuredItem, "reason"> {
  reason: UnmeasuredReason | "no_price";
  quantity: DecimalString | null;
  unit: Unit | null;
}

export interface CostEstimate {
  currency: string;
  minorDigits: number;
  /** The price books and versions used, the first wins. */
  books: BookReference[];
  location: LocationMatch;
  laborRate: DecimalString;
  equipmentRate: DecimalString;
  lines: CostLine[];
  unpriced: UnpricedItem[];
  /** The sums of the lines. */
  totals: { lowMinor: number; likelyMinor: number; highMinor: number };
  byStorey: StoreyCost[];
  coverage: Coverage;
  /** Some line has a placeholder price. */
  placeholderPrices: boolean;
}
