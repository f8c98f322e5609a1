import { decimalText, parseDecimal } from "#components/format/decimal.ts";
import { UNITS, type Units } from "#components/format/units.ts";
import type { Translator } from "#lib/i18n/messages.ts";

export type EstimateUnit = "m3" | "m2" | "m" | "kg" | "t" | "pcs";

/** Without a label the unit's own symbol, as the organisation reads it. */
export const unitOptions = (
  t: Translator<"estimates">,
): readonly { value: EstimateUnit; label?: string }[] => [
  { value: "m3" },
  { value: "m2" },
  { value: "m" },
  { value: "kg" },
  { value: "t" },
  { value: "pcs", label: t("materialDrafts.pieces") },
];

/** A row of the form while it is typed. */
export interface MaterialDraft {
  key: string;
  name: string;
  quantity: string;
  unit: EstimateUnit;
}

let count = 0;

export function newDraft(): MaterialDraft {
  count += 1;
  return { key: `draft-${count}`, name: "", quantity: "", unit: "m3" };
}

/** Rows that hold materials given in SI, and one empty row where there are none. */
export function draftsFrom(materials: Materials, units: Units = UNITS.metric): MaterialDraft[] {
  const drafts = Object.entries(materials).map(([name, { quantity, unit }]) => ({
    ...newDraft(),
    name,
    quantity: decimalText(Number(units.fromSi(quantity, unit).toPrecision(9))),
    unit,
  }));
  return drafts.length > 0 ? drafts : [newDraft()];
}

export function unitFrom(t: Translator<"estimates">, value: string): EstimateUnit {
  return unitOptions(t).find((unit) => unit.value === value)?.value ?? "m3";
}

export type Materials = Record<string, { quantity: number; unit: EstimateUnit }>;

/** The materials in SI, as the API takes them, or a sentence about the first row at fault. Empty rows are passed over. */
export function materialsFrom(
  t: Translator<"estimates">,
  drafts: readonly MaterialDraft[],
  units: Units = UNITS.metric,
): { value: Materials } | { error: string } {
  const value: Materials = {};
  for (const draft of drafts) {
    const name = draft.name.trim();
    const written = draft.quantity.trim();
    if (!name && !written) continue;
    if (!name) return { error: t("materialDrafts.nameTheMaterialWhoseQuantityIs", { written }) };
    const quantity = Number(parseDecimal(written) ?? 0);
    if (!(quantity > 0)) return { error: t("materialDrafts.giveTheQuantityOfAsANumber", { name }) };
    if (Object.hasOwn(value, name)) return { error: t("materialDrafts.isThereTwiceAddTheTwo", { name }) };
    value[name] = { quantity: Number(units.toSi(quantity, draft.unit).toPrecision(12)), unit: draft.unit };
  }
  return Object.keys(value).length > 0
    ? { value }
    : { error: t("materialDrafts.enterAtLeastOneMaterialWithIts") };
}

/** Rows whose figures are shares of one volume, as quantities of it; shares need not add up to 100. */
export function draftsOfShares(drafts: readonly MaterialDraft[], volume: number): MaterialDraft[] {
  const given = drafts.map(({ quantity }) => Number(parseDecimal(quantity))).filter((share) => share > 0);
  const sum = given.reduce((total, share) => total + share, 0);
  return drafts.map((draft) => {
    const share = Number(parseDecimal(draft.quantity));
    const quantity = share > 0 ? Number(((share / sum) * volume).toPrecision(9)) : null;
    return {
      ...draft,
      unit: "m3",
      quantity: quantity === null ? draft.quantity : decimalText(quantity.toFixed(6)),
    };
  });
}
