import { UnreadableFile } from "./types.ts";

/**
 * The columns that are read, as the data set names them; others are passed over. Column names ending in `_eur` come
 * without that in editions of other currencies.
 */
const READ = [
  "category_type",
  "collection_code",
  "collection_name",
  "department_code",
  "department_name",
  "section_name",
  "subsection_code",
  "subsection_name",
  "rate_code",
  "rate_original_name",
  "rate_final_name",
  "rate_unit",
  "is_scope",
  "is_abstract",
  "is_machine",
  "is_labor",
  "is_material",
  "work_composition_text",
  "resource_code",
  "resource_name",
  "resource_unit",
  "resource_quantity",
  "resource_price_per_unit_eur_current",
  "resource_cost_eur",
  "labor_hours_construction_workers",
  "labor_hours_machinists",
  "labor_hours_engineers",
  "total_labor_hours_workers_machinists",
  "total_labor_hours_all_personnel",
  "cost_of_working_hours",
  "total_value_machinery_equipment",
  "total_cost_per_position",
  "total_material_cost_per_position",
  "total_resource_cost_per_position",
  "materials_resource_cost_eur",
] as const;
export type CwicrColumn = (typeof READ)[number];

/** Without these nothing can be said of a work item. */
const NEEDED: readonly CwicrColumn[] = ["rate_code", "rate_unit", "resource_name", "resource_quantity"];

export type CellReader = (cells: readonly string[], column: CwicrColumn) => string;

/**
 * Reads cells by the header's names, in whatever order they stand; what a program wrote for "nothing" is empty.
 * Throws `UnreadableFile` (`columns`) for a table that is not in the data set's form.
 */
export function cellReader(header: readonly string[]): CellReader {
  const names = header.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, "_"),
  );
  const at = new Map<CwicrColumn, number>();
  for (const column of READ) {
    const found = [column, column.replace("_eur", "")].map((name) => names.indexOf(name)).find((n) => n >= 0);
    if (found !== undefined) at.set(column, found);
  }
  const missing = NEEDED.filter((column) => !at.has(column));
  if (missing.length > 0) throw new UnreadableFile("columns", { columns: missing.join(", ") });
  return (cells, column) => {
    const index = at.get(column);
    const cell = index === undefined ? "" : (cells[index] ?? "").trim();
    return NOTHING.has(cell) ? "" : cell;
  };
}

const NOTHING = new Set(["nan", "NaN", "None", "null", "NULL", "N/A", "-"]);
