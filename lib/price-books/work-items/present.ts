import type { z } from "zod";
import { retold } from "#lib/i18n/kept-text.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { LibraryRow, WorkItemRow } from "./find-library.ts";
import { ATTRIBUTION, type WorkItemLibraryView, type WorkItemView } from "./views.ts";

export function presentLibrary(row: LibraryRow): z.input<typeof WorkItemLibraryView> {
  return {
    id: row.id,
    name: row.name,
    currency: row.currency,
    priced_on: row.pricedOn,
    attribution: ATTRIBUTION,
    status: row.status,
    filename: row.filename,
    bytes: row.bytes,
    progress: row.progress,
    rows: row.rows,
    items: row.items,
    resources: row.resources,
    problem_count: row.problemCount,
    problems: row.problems.map((problem) => ({
      ...problem,
      message: problemText(`workItems.row.${problem.code}`, { column: problem.column, value: problem.value }),
    })),
    failure: row.failure === null ? null : retold(row.failure),
    created_at: row.createdAt.toISOString(),
    imported_at: row.importedAt?.toISOString() ?? null,
  };
}

/** All of a row but its long parts. */
export function presentItem(
  row: Omit<WorkItemRow, "places" | "resources" | "composition">,
): z.input<typeof WorkItemView> {
  return {
    number: row.number,
    rate_code: row.rateCode,
    name: row.name,
    rate_unit: row.rateUnit,
    unit: row.priceUnit,
    unit_scale: row.unitScale,
    labour_hours: row.labourHours,
    machine_hours: row.machineHours,
    material_cost: row.materialCost,
    machine_cost: row.machineCost,
    labour_cost: row.labourCost,
    other_cost: row.otherCost,
    total: row.total,
  };
}
