import type { EstimateDetailAnswer, LineAnswer } from "#components/data/answers.ts";
import { approximateAmount, formatMoney } from "#components/format/money.ts";
import { formatCarbon, NONE } from "#components/format/numbers.ts";
import { placeName } from "#components/format/place-name.ts";
import { formatDate } from "#components/format/time.ts";
import type { Units } from "#components/format/units.ts";
import type { Translator } from "#lib/i18n/messages.ts";

export interface ComparedValue {
  text: string;
  /** To be measured against the first; null: there is nothing to measure. */
  value: number | null;
}

export interface CompareRow {
  id: string;
  name: string;
  /** One for each estimate, in their order. */
  values: ComparedValue[];
}

const word = (text: string): ComparedValue => ({ text, value: null });

/** Cost, carbon and what they were calculated on. `levelled`: cost per m² at the first one's level, by estimate. */
export function figureRows(
  t: Translator<"similar">,
  estimates: readonly EstimateDetailAnswer[],
  levelled: ReadonlyMap<string, string>,
  units: Units,
): CompareRow[] {
  const first = estimates[0];
  if (!first) return [];
  const { currency } = first.cost;
  const row = (id: string, name: string, of: (estimate: EstimateDetailAnswer) => ComparedValue) => ({
    id,
    name,
    values: estimates.map(of),
  });
  // Amounts in another currency stand beside the first's and are not measured against it.
  const money = (amount: string | undefined, of: string, perArea = false): ComparedValue => {
    if (amount === undefined || Number(amount) <= 0) return word(NONE);
    const shown = { amount: perArea ? units.pricePer(amount, "m2") : amount, currency: of };
    return {
      text: formatMoney(shown, { precision: "whole" }),
      value: of === currency ? approximateAmount(shown) : null,
    };
  };
  const rate = (amount: string, of: string): ComparedValue => ({
    text: formatMoney({ amount, currency: of }, { precision: "minor" }),
    value: of === currency ? Number(amount) : null,
  });
  const area = units.symbol("m2");
  return [
    row("location", t("compareRows.place"), ({ location }) => word(placeName(location))),
    row("created", t("compareRows.estimated"), ({ created_at }) => word(formatDate(created_at))),
    row("area", t("compareRows.floorArea"), ({ floor_area_m2: m2 }) => ({
      text: units.quantity(m2, "m2", { digits: 5 }),
      value: m2,
    })),
    row("cost", t("compareRows.likelyCost"), ({ cost }) => money(cost.likely, cost.currency)),
    row("cost_m2", t("compareRows.likelyCostPer", { area }), ({ cost, per_m2 }) =>
      money(per_m2?.cost.likely, cost.currency, true),
    ),
    row("levelled", t("compareRows.perAtTheFirstOnesLevel", { area }), ({ id, cost, per_m2 }) =>
      money(
        id === first.id ? per_m2?.cost.likely : levelled.get(id),
        id === first.id ? cost.currency : currency,
        true,
      ),
    ),
    row("carbon", t("compareRows.carbonA1A3"), ({ carbon }) => ({
      text: formatCarbon(carbon?.a1_a3_kg),
      value: carbon?.a1_a3_kg ?? null,
    })),
    row("carbon_m2", t("compareRows.carbonA1A3Per", { area }), ({ per_m2 }) => ({
      text: units.carbonPerArea(per_m2?.a1_a3_kg),
      value: per_m2?.a1_a3_kg ?? null,
    })),
    row("labour", t("compareRows.labourAnHour"), ({ labor_rate, cost }) => rate(labor_rate, cost.currency)),
    row("equipment", t("compareRows.equipmentAnHour"), ({ equipment_rate, cost }) =>
      rate(equipment_rate, cost.currency),
    ),
  ];
}

/** Quantities of the take-off, summed by catalogue entry and unit; greatest cost first. */
export function takeoffRows(estimates: readonly EstimateDetailAnswer[], units: Units): CompareRow[] {
  const sums = new Map<
    string,
    { name: string; unit: LineAnswer["unit"]; cost: number; amounts: (number | null)[] }
  >();
  for (const [at, { lines }] of estimates.entries()) {
    for (const { catalogue_id, name, unit, quantity, cost } of lines) {
      const key = `${catalogue_id} ${unit}`;
      const sum = sums.get(key) ?? { name, unit, cost: 0, amounts: estimates.map(() => null) };
      sum.amounts[at] = (sum.amounts[at] ?? 0) + Number(quantity);
      sum.cost += cost ? Number(cost.likely) : 0;
      sums.set(key, sum);
    }
  }
  return [...sums]
    .sort(([, a], [, b]) => b.cost - a.cost)
    .map(([id, { name, unit, amounts }]) => ({
      id,
      name,
      values: amounts.map((value) => ({ text: value === null ? NONE : units.quantity(value, unit), value })),
    }));
}
