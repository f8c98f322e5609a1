import type { Grouping } from "#lib/processing/elements/expressions.ts";
import type { Finding, Touched } from "#lib/trust/findings.ts";
import { isAmount } from "./amounts.ts";

/** What a person has set the table to; it stands in the page's address. */
export interface View {
  /** Empty: no groups. */
  by: Grouping | "";
  sort: SortKey | "";
  descending: boolean;
  q: string;
  class: string;
  storey: string;
  material: string;
  confidence: "low" | "ok" | "";
  /** What the check of the take-off found, or a person corrected. */
  finding: Finding | Touched | "";
  /** What stands behind a line of the estimate, by its position … */
  line: string;
  /** … behind an entry of the catalogue … */
  entry: string;
  /** … or in no price or no carbon figure. */
  gap: "price" | "carbon" | "";
}

export const SORT_KEYS = [
  "name",
  "ifc_class",
  "storey",
  "length_m",
  "area_m2",
  "volume_m3",
  "weight_kg",
  "cost",
  "carbon_kg",
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** The groupings that are offered; an address that names none has the first. */
export const BY = ["storey", "class", "material", "none"] as const;
export type By = (typeof BY)[number];

/** In the order of the check. Written out: the conditions behind them are no business of the browser. */
export const FINDING_NAMES: readonly (Finding | Touched)[] = [
  "no_quantity",
  "doubled",
  "same_id",
  "no_material",
  "unknown_material",
  "oversized",
  "no_storey",
  "low_confidence",
  "corrected",
  "excluded",
];

const FILTERS = [
  "q",
  "class",
  "storey",
  "material",
  "confidence",
  "finding",
  "line",
  "entry",
  "gap",
] as const;

/** From the page's search parameters; what they may not be counts as not told. */
export function readView(param: (name: string) => string): View {
  const by = BY.find((known) => known === param("by")) ?? BY[0];
  const sort = param("sort");
  const confidence = param("confidence");
  const finding = param("finding");
  const line = param("line");
  const gap = param("gap");
  return {
    by: by === "none" ? "" : by,
    sort: SORT_KEYS.find((known) => known === sort.replace(/^-/, "")) ?? "",
    descending: sort.startsWith("-"),
    q: param("q"),
    class: param("class"),
    storey: param("storey"),
    material: param("material"),
    confidence: confidence === "low" || confidence === "ok" ? confidence : "",
    finding: FINDING_NAMES.find((known) => known === finding) ?? "",
    line: /^\d{1,9}$/.test(line) ? line : "",
    entry: param("entry"),
    gap: gap === "price" || gap === "carbon" ? gap : "",
  };
}

/** What the search parameters are for the grouping and the sort of a view. */
export const groupingParam = (by: By): Record<string, string> => ({ by: by === BY[0] ? "" : by });
export const byOf = (view: View): By => view.by || "none";

/**
 * The next sort when a column's header is pressed: numbers the largest first, words from A on; again turns it around, and
 * a third time goes back to the model's order.
 */
export function nextSort(view: View, key: SortKey): string {
  const numeric = key.includes("_m") || key.includes("_kg") || isAmount(key);
  if (view.sort !== key) return numeric ? `-${key}` : key;
  const turned = view.descending !== numeric;
  if (turned) return "";
  return numeric ? key : `-${key}`;
}

export const isFiltered = (view: View): boolean => FILTERS.some((name) => view[name] !== "");

/** Search parameters that leave nothing out. */
export const NO_FILTERS: Record<string, string> = Object.fromEntries(FILTERS.map((name) => [name, ""]));

/** What the routes are asked: the filters, with the groups and the order where they matter; amounts are sorted by here. */
export function queryOf(view: View, parts: { by?: true; order?: true } = {}): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of FILTERS) if (view[name] !== "") query.set(name, view[name]);
  if (parts.by && view.by) query.set("by", view.by);
  if (parts.order && view.sort && !isAmount(view.sort)) {
    query.set("sort", view.sort);
    if (view.descending) query.set("order", "desc");
  }
  return query;
}

/** As the filter has it. */
export const NO_STOREY = "none";

/** Where a figure of an estimate opens to its elements; null: its file is gone, or it was entered by hand. */
export function elementsAt(
  fileId: string | null,
  filter: Partial<Record<(typeof FILTERS)[number], string>>,
): string | null {
  return fileId === null ? null : `/files/${fileId}?${new URLSearchParams({ tab: "take-off", ...filter })}`;
}
