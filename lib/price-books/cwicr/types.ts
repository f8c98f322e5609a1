import type { DecimalString } from "#lib/catalogue/decimal.ts";
import type { Unit } from "#lib/catalogue/types.ts";

/** What a resource of a work item is. `abstract`: one whose price is chosen among variants; `other`: services and the like. */
export const RESOURCE_KINDS = ["labour", "machine", "material", "abstract", "other"] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** One resource of a work item, for one unit of its rate. Money in the library's currency; null: the file does not say. */
export interface WorkItemResource {
  kind: ResourceKind;
  code: string;
  name: string;
  unit: string;
  quantity: DecimalString | null;
  price: DecimalString | null;
  cost: DecimalString | null;
}

/** Where a work item stands in its edition's classification, outermost first; what is empty is left out. */
export interface WorkItemPlace {
  level: "category" | "collection" | "department" | "section" | "subsection";
  code: string;
  name: string;
}

/**
 * A work item: all rows of one rate code. Hours and money for ONE unit of its rate (`rateUnit`, such as "100 m3"), money in
 * the library's currency. `total` = labour + machine + material cost + other cost, always.
 */
export interface WorkItem {
  rateCode: string;
  name: string;
  rateUnit: string;
  /** The unit that it can be priced in, and how many of them one unit of the rate is. Null: none of ours. */
  priceUnit: Unit | null;
  unitScale: DecimalString | null;
  places: WorkItemPlace[];
  composition: string;
  labourHours: DecimalString;
  labourCost: DecimalString;
  /** Of machines whose use is stated in hours. */
  machineHours: DecimalString;
  /** With the wages of those who drive them. */
  machineCost: DecimalString;
  materialCost: DecimalString;
  /** What the total has beyond labour, machines and materials: services, relocation, resources without a price of their own. */
  otherCost: DecimalString;
  total: DecimalString;
  resources: WorkItemResource[];
}

/** What is wrong with a row, or with a work item at its first row; the rest of the file is read on. */
export const ROW_PROBLEMS = [
  "code_missing",
  "name_missing",
  "unit_missing",
  "number_wrong",
  "negative",
  "unit_unknown",
  "parts_exceed_total",
  "too_many_resources",
] as const;
export interface RowProblem {
  /** As a spreadsheet counts it: the header is row 1. */
  row: number;
  code: (typeof ROW_PROBLEMS)[number];
  column: string;
  value: string;
}

/** Why a file cannot be read at all. */
export const FILE_PROBLEMS = [
  "columns",
  "apart",
  "empty",
  "encoding",
  "csv",
  "workbook",
  "parquet",
  "too_many_rows",
  "too_many_items",
  "too_large",
  "slow",
  "memory",
] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

export class UnreadableFile extends Error {
  override name = "UnreadableFile";
  readonly code: FileProblem;
  readonly values: Record<string, string>;
  constructor(code: FileProblem, values: Record<string, string> = {}) {
    super(`${code} ${JSON.stringify(values)}`);
    this.code = code;
    this.values = values;
  }
}
