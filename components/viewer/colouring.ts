import { SERIES, type SeriesColor, seriesColor } from "#components/charts/palette.ts";
import { colorOf, materialColor } from "#components/charts/thing-colors.ts";
import type { ModelColumns } from "./answers.ts";

export const COLOUR_MODES = ["model", "material", "class", "storey", "cost", "carbon", "confidence"] as const;
export type ColourMode = (typeof COLOUR_MODES)[number];

/** Colours as hex, for a light and a dark ground. */
type Pair = Pick<SeriesColor, "light" | "dark">;

/** One line of the legend: the elements of one name, of one range of values, of one confidence, or those without. */
export interface LegendEntry extends Pair {
  key: string;
  what:
    | { kind: "named"; name: string }
    | { kind: "range"; from: number; to: number }
    | { kind: "confirmed" | "doubtful" | "none" };
  ordinals: number[];
  /** Of cost or carbon; null for what is not measured by value. */
  sum: number | null;
}

export interface Colouring {
  entries: LegendEntry[];
  /** Three bytes an element, by ordinal; null: the model's own colours. */
  colours: (dark: boolean) => Uint8Array | null;
}

const NO_VALUE: Pair = { light: "#b4bac2", dark: "#4a525d" };
const CONFIRMED: Pair = { light: "#2e94e1", dark: "#7dd9f8" };
const DOUBTFUL: Pair = { light: "#a86200", dark: "#e0a44a" };
/** Viridis (van der Walt and Smith 2015): even steps of lightness for any colour vision, on light and dark ground. */
const SEQUENCE = ["#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725"];

/** Which element has which colour, and the legend that says why. */
export function colouring(columns: ModelColumns, mode: ColourMode): Colouring {
  const entries = entriesOf(columns, mode);
  return {
    entries,
    colours: (dark) => (mode === "model" ? null : painted(columns.count, entries, dark)),
  };
}

function entriesOf(columns: ModelColumns, mode: ColourMode): LegendEntry[] {
  switch (mode) {
    case "model":
      return [];
    case "material":
      // The same as in charts and tables, whichever else has it: what is one entry there is one colour here.
      return named(columns.materials, columns.material, (name, at) =>
        materialColor(name, columns.material_entries[at] ?? null),
      );
    case "class":
      return named(columns.classes, columns.class, distinct("class"));
    case "storey":
      return inOrder(columns.storeys, columns.storey, distinct("storey"));
    case "cost":
      return ranged(columns.cost);
    case "carbon":
      return ranged(columns.carbon_kg);
    case "confidence":
      return confidence(columns.confidence);
  }
}

type ColourOf = (name: string, at: number) => Pair;

/** An entry a name, most elements first. */
function named(names: readonly string[], index: readonly number[], colourOf: ColourOf): LegendEntry[] {
  const counts = new Map<number, number>();
  for (const at of index) counts.set(at, (counts.get(at) ?? 0) + 1);
  const order = [...names.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return entriesBy(order, names, index, colourOf);
}

/** An entry a name, in the order of the names. */
function inOrder(names: readonly string[], index: readonly number[], colourOf: ColourOf): LegendEntry[] {
  return entriesBy([...names.keys()], names, index, colourOf);
}

function entriesBy(
  order: readonly number[],
  names: readonly string[],
  index: readonly number[],
  colourOf: ColourOf,
): LegendEntry[] {
  const members = Map.groupBy(index.keys(), (ordinal) => index[ordinal] ?? -1);
  const entries = order.flatMap((at): LegendEntry[] => {
    const name = names[at] ?? "";
    const ordinals = members.get(at) ?? [];
    if (ordinals.length === 0) return [];
    const { light, dark } = colourOf(name, at);
    return [{ key: `${at}`, what: { kind: "named", name }, light, dark, ordinals, sum: null }];
  });
  return [...entries, ...without(members.get(-1) ?? [])];
}

/** The colour that charts use too, or, where another name of this legend already has it, the next that is free. */
function distinct(kind: "class" | "storey"): ColourOf {
  const taken = new Set<number>();
  return (name) => {
    const wanted = colorOf(kind, name);
    if (taken.size >= SERIES.length) return wanted;
    let { series } = wanted;
    while (taken.has(series)) series = (series % SERIES.length) + 1;
    taken.add(series);
    return seriesColor(series);
  };
}

/** Six ranges of about as many elements each, least first: costs and carbon of elements differ by powers of ten. */
function ranged(values: readonly (number | null)[]): LegendEntry[] {
  const known: { ordinal: number; value: number }[] = [];
  const none: number[] = [];
  for (const [ordinal, value] of values.entries()) {
    if (value === null) none.push(ordinal);
    else known.push({ ordinal, value });
  }
  known.sort((a, b) => a.value - b.value);
  const bounds = new Set<number>();
  for (let step = 1; step < SEQUENCE.length; step += 1) {
    const value = known[Math.floor((known.length * step) / SEQUENCE.length)]?.value;
    if (value !== undefined) bounds.add(twoDigits(value));
  }
  const groups = Map.groupBy(known, ({ value }) => [...bounds].filter((bound) => value >= bound).length);
  const ranges = [...groups.entries()].sort(([a], [b]) => a - b);
  const entries = ranges.map(([step, members], place): LegendEntry => {
    const colour = SEQUENCE[scaled(place, ranges.length)] ?? "#2a788e";
    return {
      key: `${step}`,
      what: { kind: "range", from: members[0]?.value ?? 0, to: members.at(-1)?.value ?? 0 },
      light: colour,
      dark: colour,
      ordinals: members.map(({ ordinal }) => ordinal),
      sum: members.reduce((sum, { value }) => sum + value, 0),
    };
  });
  return [...entries, ...without(none)];
}

function confidence(values: readonly number[]): LegendEntry[] {
  const members = Map.groupBy(values.keys(), (ordinal) => values[ordinal]);
  const kinds = [
    { kind: "confirmed", value: 1, colours: CONFIRMED },
    { kind: "doubtful", value: 0, colours: DOUBTFUL },
  ] as const;
  const entries = kinds.flatMap(({ kind, value, colours }): LegendEntry[] => {
    const ordinals = members.get(value) ?? [];
    return ordinals.length === 0 ? [] : [{ key: kind, what: { kind }, ...colours, ordinals, sum: null }];
  });
  return [...entries, ...without(members.get(2) ?? [])];
}

function without(ordinals: number[]): LegendEntry[] {
  return ordinals.length === 0
    ? []
    : [{ key: "none", what: { kind: "none" }, ...NO_VALUE, ordinals, sum: null }];
}

function painted(count: number, entries: readonly LegendEntry[], dark: boolean): Uint8Array {
  const colours = new Uint8Array(count * 3);
  for (const entry of entries) {
    const rgb = Number.parseInt((dark ? entry.dark : entry.light).slice(1), 16);
    for (const ordinal of entry.ordinals) {
      colours[ordinal * 3] = rgb >> 16;
      colours[ordinal * 3 + 1] = (rgb >> 8) & 255;
      colours[ordinal * 3 + 2] = rgb & 255;
    }
  }
  return colours;
}

/** The place of one of `count` ranges on the whole sequence, so that few ranges are far apart. */
function scaled(place: number, count: number): number {
  return count <= 1 ? 2 : Math.round((place / (count - 1)) * (SEQUENCE.length - 1));
}

/** Bounds that can be read: two significant digits. */
function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}
