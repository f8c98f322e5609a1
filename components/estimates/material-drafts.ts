import { UNITS, type Units } from "#components/format/units.ts";

export type EstimateUnit = "m3" | "m2" | "m" | "kg" | "t" | "pcs";

/** Without a label the unit's own symbol, as the organisation reads it. */
export const UNIT_OPTIONS: readonly { value: EstimateUnit; label?: string }[] = [
  { value: "m3" },
  { value: "m2" },
  { value: "m" },
  { value: "kg" },
  { value: "t" },
  { value: "pcs", label: "pieces" },
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
    quantity: String(Number(units.fromSi(quantity, unit).toPrecision(9))),
    unit,
  }));
  return drafts.length > 0 ? drafts : [newDraft()];
}

export function unitFrom(value: string): EstimateUnit {
  return UNIT_OPTIONS.find((unit) => unit.value === value)?.value ?? "m3";
}

export type Materials = Record<string, { quantity: number; unit: EstimateUnit }>;

/** The materials in SI, as the API takes them, or a sentence about the first row at fault. Empty rows are passed over. */
export function materialsFrom(
  drafts: readonly MaterialDraft[],
  units: Units = UNITS.metric,
): { value: Materials } | { error: string } {
  const value: Materials = {};
  for (const draft of drafts) {
    const name = draft.name.trim();
    const written = draft.quantity.trim();
    if (!name && !written) continue;
    if (!name) return { error: `Name the material whose quantity is ${written}.` };
    const quantity = /^\d+(\.\d+)?$/.test(written) ? Number(written) : 0;
    if (!(quantity > 0)) return { error: `Give the quantity of ${name} as a number above zero, e.g. 12.5.` };
    if (Object.hasOwn(value, name))
      return { error: `${name} is there twice. Add the two quantities into one row.` };
    value[name] = { quantity: Number(units.toSi(quantity, draft.unit).toPrecision(12)), unit: draft.unit };
  }
  return Object.keys(value).length > 0
    ? { value }
    : { error: "Enter at least one material with its quantity." };
}

/** Rows whose figures are shares of one volume, as quantities of it; shares need not add up to 100. */
export function draftsOfShares(drafts: readonly MaterialDraft[], volume: number): MaterialDraft[] {
  const given = drafts.map(({ quantity }) => Number(quantity)).filter((share) => share > 0);
  const sum = given.reduce((total, share) => total + share, 0);
  return drafts.map((draft) => {
    const share = Number(draft.quantity);
    const quantity = share > 0 ? Number(((share / sum) * volume).toPrecision(9)) : null;
    return { ...draft, unit: "m3", quantity: quantity === null ? draft.quantity : quantity.toFixed(6) };
  });
}
