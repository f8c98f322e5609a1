import { type Decimal, decimal, sum } from "#lib/catalogue/decimal.ts";
import type { CellReader, CwicrColumn } from "./cwicr-columns.ts";
import { readNumber } from "./number.ts";
import { resourceOf } from "./resource.ts";
import {
  type ResourceKind,
  type RowProblem,
  UnreadableFile,
  type WorkItem,
  type WorkItemPlace,
  type WorkItemResource,
} from "./types.ts";
import { isHours, readUnit } from "./units.ts";

const MOST_RESOURCES = 500;
const LONGEST = { name: 1000, composition: 4000, code: 100, unit: 40 };
/** What rounding of the parts may make the total less than them: this share of it, or a cent. */
const ROUNDING = { share: "0.005", least: "0.01" };

/** A column that says something of the whole work item; every row of it repeats it. */
const OF_ITEM = [
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
] as const satisfies readonly CwicrColumn[];
type OfItem = (typeof OF_ITEM)[number];

interface Draft {
  row: number;
  code: string;
  name: string;
  unit: string;
  composition: string;
  places: WorkItemPlace[];
  figures: Map<OfItem, Decimal>;
  resources: WorkItemResource[];
  left: number;
}

/**
 * Makes work items of rows, one after the other: the rows of a rate code follow each other, as the data set has them. What
 * is wrong with a row is told to `report`, and the rest of it is taken. Throws `UnreadableFile` (`apart`) for a code whose
 * rows stand apart: half an item would look like a whole one.
 */
export function collector(cell: CellReader, report: (problem: RowProblem) => void) {
  let draft: Draft | null = null;
  const ended = new Map<string, number>();

  function end(): WorkItem | null {
    if (!draft) return null;
    ended.set(draft.code, draft.row);
    const item = itemOf(draft, report);
    draft = null;
    return item;
  }

  return {
    /** Takes one row; returns the item that ended before it. */
    take(cells: readonly string[], row: number): WorkItem | null {
      const code = cell(cells, "rate_code").slice(0, LONGEST.code);
      if (code === "") {
        report({ row, code: "code_missing", column: "rate_code", value: "" });
        return null;
      }
      const before = draft?.code === code ? null : end();
      const first = ended.get(code);
      if (first !== undefined)
        throw new UnreadableFile("apart", { code, first: String(first), row: String(row) });
      draft ??= newDraft(cell, cells, code, row);
      takeFigures(draft, cell, cells, row, report);
      takeResource(draft, cell, cells, row, report);
      return before;
    },
    end,
  };
}

function newDraft(cell: CellReader, cells: readonly string[], code: string, row: number): Draft {
  const places: WorkItemPlace[] = (["category", "collection", "department", "section", "subsection"] as const)
    .map((level) => ({
      level,
      code: level === "category" || level === "section" ? "" : cell(cells, `${level}_code`),
      name: cell(cells, level === "category" ? "category_type" : `${level}_name`).slice(0, LONGEST.name),
    }))
    .filter(({ code: number, name }) => number !== "" || name !== "");
  return {
    row,
    code,
    name: (cell(cells, "rate_final_name") || cell(cells, "rate_original_name")).slice(0, LONGEST.name),
    unit: cell(cells, "rate_unit").slice(0, LONGEST.unit),
    composition: cell(cells, "work_composition_text").slice(0, LONGEST.composition),
    places,
    figures: new Map(),
    resources: [],
    left: 0,
  };
}

function takeFigures(
  draft: Draft,
  cell: CellReader,
  cells: readonly string[],
  row: number,
  report: (problem: RowProblem) => void,
): void {
  for (const column of OF_ITEM) {
    if (draft.figures.has(column)) continue;
    const text = cell(cells, column);
    if (text === "") continue;
    const value = readNumber(text);
    if (value === undefined) report({ row, code: "number_wrong", column, value: text.slice(0, 60) });
    else if (value.isNegative() && !value.isZero())
      report({ row, code: "negative", column, value: text.slice(0, 60) });
    else draft.figures.set(column, value);
  }
}

function takeResource(
  draft: Draft,
  cell: CellReader,
  cells: readonly string[],
  row: number,
  report: (problem: RowProblem) => void,
): void {
  const resource = resourceOf(cell, cells, row, report);
  if (!resource) return;
  if (draft.resources.length < MOST_RESOURCES) draft.resources.push(resource);
  else if (draft.left++ === 0)
    report({ row, code: "too_many_resources", column: "resource_code", value: String(MOST_RESOURCES) });
}

function itemOf(draft: Draft, report: (problem: RowProblem) => void): WorkItem {
  const { row, code, figures, resources } = draft;
  const say = (problem: RowProblem["code"], column: string, value = "") =>
    report({ row, code: problem, column, value: value.slice(0, 60) });
  if (draft.name === "") say("name_missing", "rate_final_name");
  const unit = readUnit(draft.unit);
  if (draft.unit === "") say("unit_missing", "rate_unit");
  else if (!unit) say("unit_unknown", "rate_unit", draft.unit);

  const costs = (...kinds: ResourceKind[]) =>
    atLeastZero(
      sum(resources.flatMap((one) => (kinds.includes(one.kind) && one.cost ? [decimal(one.cost)] : []))),
    );
  const labourCost = figures.get("cost_of_working_hours") ?? costs("labour");
  const machineCost = figures.get("total_value_machinery_equipment") ?? costs("machine");
  const materialCost =
    figures.get("total_material_cost_per_position") ??
    figures.get("materials_resource_cost_eur") ??
    costs("material");
  const parts = labourCost.plus(machineCost).plus(materialCost);
  const stated = figures.get("total_cost_per_position") ?? figures.get("total_resource_cost_per_position");
  const total = stated ?? parts.plus(costs("abstract", "other"));
  const tolerated = larger(total.times(ROUNDING.share), decimal(ROUNDING.least));
  if (parts.minus(total).gt(tolerated))
    say("parts_exceed_total", "total_cost_per_position", `${parts.toFixed()} > ${total.toFixed()}`);
  const otherCost = atLeastZero(total.minus(parts));
  return {
    rateCode: code,
    name: draft.name || code,
    rateUnit: draft.unit,
    priceUnit: unit?.unit ?? null,
    unitScale: unit?.scale ?? null,
    places: draft.places,
    composition: draft.composition,
    labourHours: labourHours(figures, resources).toFixed(),
    labourCost: labourCost.toFixed(),
    machineHours: hoursOf(resources, "machine").toFixed(),
    machineCost: machineCost.toFixed(),
    materialCost: materialCost.toFixed(),
    otherCost: otherCost.toFixed(),
    total: parts.plus(otherCost).toFixed(),
    resources,
  };
}

/** Of workers and engineers. Those who drive machines are paid by the machines' cost: counted here they would count twice. */
function labourHours(figures: ReadonlyMap<OfItem, Decimal>, resources: readonly WorkItemResource[]): Decimal {
  const workers = figures.get("labor_hours_construction_workers");
  const engineers = figures.get("labor_hours_engineers") ?? decimal(0);
  if (workers) return workers.plus(engineers);
  const machinists = figures.get("labor_hours_machinists") ?? decimal(0);
  const all = figures.get("total_labor_hours_all_personnel");
  if (all) return atLeastZero(all.minus(machinists));
  const both = figures.get("total_labor_hours_workers_machinists");
  if (both) return atLeastZero(both.minus(machinists)).plus(engineers);
  return hoursOf(resources, "labour").plus(engineers);
}

const hoursOf = (resources: readonly WorkItemResource[], kind: ResourceKind) =>
  atLeastZero(
    sum(
      resources.flatMap((one) =>
        one.kind === kind && one.quantity !== null && isHours(one.unit) ? [decimal(one.quantity)] : [],
      ),
    ),
  );

const atLeastZero = (value: Decimal) => (value.isNegative() ? decimal(0) : value);
const larger = (a: Decimal, b: Decimal) => (a.gt(b) ? a : b);
