import type { Decimal } from "#lib/catalogue/decimal.ts";
import type { CellReader, CwicrColumn } from "./cwicr-columns.ts";
import { readNumber } from "./number.ts";
import type { ResourceKind, RowProblem, WorkItemResource } from "./types.ts";

const LONGEST = { code: 60, name: 300, unit: 40 };

/** The resource of a row; null where the row is of the scope of works, or of none. What returns is taken off: it may be negative. */
export function resourceOf(
  cell: CellReader,
  cells: readonly string[],
  row: number,
  report: (problem: RowProblem) => void,
): WorkItemResource | null {
  const code = cell(cells, "resource_code").slice(0, LONGEST.code);
  const name = cell(cells, "resource_name").slice(0, LONGEST.name);
  if (code === "" && name === "") return null;
  const kind = kindOf(cell, cells);
  if (kind === null) return null;
  const number = (column: CwicrColumn): Decimal | null => {
    const text = cell(cells, column);
    if (text === "") return null;
    const value = readNumber(text);
    if (value === undefined) report({ row, code: "number_wrong", column, value: text.slice(0, 60) });
    return value ?? null;
  };
  const quantity = number("resource_quantity");
  const price = number("resource_price_per_unit_eur_current");
  const stated = number("resource_cost_eur");
  const cost = stated ?? (quantity && price ? quantity.times(price) : null);
  return {
    kind,
    code,
    name: name || code,
    unit: cell(cells, "resource_unit").slice(0, LONGEST.unit),
    quantity: quantity?.toFixed() ?? null,
    price: price?.toFixed() ?? null,
    cost: cost?.toFixed() ?? null,
  };
}

/** A row is of one kind only, so that no cost counts in two of them. */
function kindOf(cell: CellReader, cells: readonly string[]): ResourceKind | null {
  const is = (column: CwicrColumn) => TRUE.test(cell(cells, column));
  if (is("is_labor")) return "labour";
  if (is("is_machine")) return "machine";
  if (is("is_abstract")) return "abstract";
  if (is("is_material")) return "material";
  return is("is_scope") ? null : "other";
}

const TRUE = /^(true|1|1\.0|yes|y)$/i;
