import type { z } from "zod";
import { carbonOf } from "#lib/estimates/present-estimate.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import type { Calculation } from "./calculate.ts";
import { kilograms } from "./present-figures.ts";
import type { ChangedLineView, SideView } from "./views.ts";
import type { WhatIfLine } from "./what-if-lines.ts";

type Line = z.input<typeof ChangedLineView>;

/** The lines that a calculation makes otherwise, before and after, those first whose cost, then carbon, moves most. */
export function changedLines(
  stored: readonly WhatIfLine[],
  { costs, account, lines, names }: Calculation,
): Line[] {
  const priced = new Map(costs.lines.map((line) => [line.key, line]));
  const counted = new Map(account.lines.map((line) => [line.key, line]));
  const moved = stored.flatMap((row, index) => {
    const line = lines[index];
    if (!line) throw new Error(`Line ${row.position} is not in the calculation`);
    const cost = priced.get(row.key);
    const carbon = counted.get(row.key);
    const before = sideBefore(row, costs.minorDigits);
    const catalogueId = cost?.catalogueId ?? carbon?.catalogueId ?? entryId(line.catalogueId);
    const after: z.input<typeof SideView> = {
      catalogue_id: catalogueId,
      name: names[catalogueId] ?? catalogueId,
      unit: line.unit,
      quantity: line.quantity,
      mass_kg: line.massKg,
      unit_rate: cost?.unitRate ?? null,
      cost: cost ? minorToDecimal(cost.likelyMinor, costs.minorDigits) : null,
      carbon: carbon ? kilograms(carbon.modules) : null,
    };
    if (isSame(before, after)) return [];
    const minor = Math.abs((cost?.likelyMinor ?? 0) - (row.likelyMinor ?? 0));
    const grams = Math.abs((carbon?.modules.a1a3G ?? 0) - (row.a1a3G ?? 0));
    return [{ minor, grams, view: { position: row.position, ifc_class: row.ifcClass, before, after } }];
  });
  return moved
    .sort((a, b) => b.minor - a.minor || b.grams - a.grams || a.view.position - b.view.position)
    .map(({ view }) => view);
}

function sideBefore(row: WhatIfLine, digits: number): z.input<typeof SideView> {
  return {
    catalogue_id: row.catalogueId,
    name: row.name,
    unit: row.unit,
    quantity: row.quantity,
    mass_kg: row.massKg,
    unit_rate: row.unitRate,
    cost: row.likelyMinor === null ? null : minorToDecimal(row.likelyMinor, digits),
    carbon: carbonOf(row),
  };
}

/** A changed line that is neither priced nor counted says its entry before the key that it stands under. */
const entryId = (id: string) => id.split("@")[0] ?? id;

function isSame(before: Line["before"], after: Line["after"]): boolean {
  const facts = ({ name, ...side }: Line["before"]) => ({
    ...side,
    quantity: Number(side.quantity),
    mass_kg: side.mass_kg === null ? null : Number(side.mass_kg),
    unit_rate: side.unit_rate === null ? null : Number(side.unit_rate),
  });
  return JSON.stringify(facts(before)) === JSON.stringify(facts(after));
}
