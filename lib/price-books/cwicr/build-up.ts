import { type Decimal, type DecimalString, decimal, round } from "#lib/catalogue/decimal.ts";
import type { Unit } from "#lib/catalogue/types.ts";
import type { WorkItem } from "./types.ts";
import { unitRatio } from "./units.ts";

/** How machines are priced: by what they cost in the library, or by their hours at one's own equipment rate. */
export const MACHINE_BASES = ["cost", "hours"] as const;
export type MachineBasis = (typeof MACHINE_BASES)[number];

export interface BuildUpTerms {
  /** The unit of the entry that it is to price. */
  unit: Unit;
  machines: MachineBasis;
  /** Money of the price book for one of the library's, exact. */
  exchange: DecimalString;
  /** Money of the price book for an hour of equipment. */
  equipmentRate: DecimalString;
}

export interface BuildUp {
  materialPrice: DecimalString;
  labourHours: DecimalString;
  equipmentHours: DecimalString;
  /** Per unit of the entry, in the price book's currency: what stands behind each of the three, and the library's total. */
  shown: {
    labourCost: DecimalString;
    machineCost: DecimalString;
    otherCost: DecimalString;
    total: DecimalString;
  };
}

/** Places of a price book's figures. Half a unit of the last one is 75 × 5e-9 of money at the default equipment rate. */
const PLACES = 8;

/**
 * A work item as a build-up of one unit of an entry, every figure exact until it is rounded to 8 places:
 *
 * - labour hours: those of workers and engineers. Their cost in the library is left to the estimate's own labour rate.
 * - equipment hours: `cost`: machines' cost ÷ the equipment rate, so that the rate gives the cost back. `hours`: the hours
 *   of machines as they are. Either has those who drive them in it: their hours are in no other figure.
 * - material price: materials and all other cost of the total. Quantities have the norms' waste in them: no allowance on top.
 * - cost without the hours that would carry it (labour, or machines by `hours`) goes into the material price.
 *
 * So labour cost + equipment hours × rate + material price is the library's total, each cost once. Null: the item's unit is
 * not the entry's.
 */
export function buildUp(item: WorkItemFigures, terms: BuildUpTerms): BuildUp | null {
  if (item.priceUnit === null || item.unitScale === null) return null;
  const ratio = unitRatio(item.priceUnit, terms.unit);
  if (ratio === null) return null;
  const units = decimal(item.unitScale).times(ratio);
  const each = (value: DecimalString): Decimal => decimal(value).div(units);
  const money = (value: DecimalString): Decimal => each(value).times(terms.exchange);
  const labourHours = each(item.labourHours);
  const carriedByLabour = !labourHours.isZero();
  const machineCost = money(item.machineCost);
  const byHours = terms.machines === "hours" && !decimal(item.machineHours).isZero();
  const rate = decimal(terms.equipmentRate);
  const byCost = !byHours && rate.gt(0);
  const uncarried = (carriedByLabour ? decimal(0) : money(item.labourCost)).plus(
    byHours || byCost ? decimal(0) : machineCost,
  );
  const material = money(item.materialCost).plus(money(item.otherCost)).plus(uncarried);
  return {
    materialPrice: round(material, PLACES),
    labourHours: round(labourHours, PLACES),
    equipmentHours: round(
      byHours ? each(item.machineHours) : byCost ? machineCost.div(rate) : decimal(0),
      PLACES,
    ),
    shown: {
      labourCost: round(money(item.labourCost), PLACES),
      machineCost: round(machineCost, PLACES),
      otherCost: round(money(item.otherCost), PLACES),
      total: round(money(item.total), PLACES),
    },
  };
}

export type WorkItemFigures = Pick<
  WorkItem,
  | "priceUnit"
  | "unitScale"
  | "labourHours"
  | "labourCost"
  | "machineHours"
  | "machineCost"
  | "materialCost"
  | "otherCost"
  | "total"
>;
