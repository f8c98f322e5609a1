import { z } from "zod";
import learned from "./data/recogniser.json" with { type: "json" };
import { rememberedBy } from "./remember.ts";

/** Kinds of buildings and structures that the recogniser was taught, in the order of its answers; one more for any other. */
export const TYPES = [
  "detached house",
  "terraced houses",
  "apartment building",
  "office",
  "school",
  "warehouse",
  "shop",
  "hospital",
  "hotel",
  "car park",
] as const;
export const STRUCTURES = [
  "in-situ concrete",
  "precast concrete",
  "steel",
  "masonry",
  "light timber",
  "mass timber",
] as const;
export const FINISHES = ["basic", "usual", "high"] as const;

/** What is read of an estimate. Amounts are reference cost in USD (features.ts). */
export interface Clues {
  amountByEntry: ReadonlyMap<string, number>;
  amountByTrade: Float64Array;
  floorAreaM2: number | null;
  storeys: number | null;
  /** 1 for each kind of building that the text names, in the order of `BUILDING_KINDS`. */
  named: readonly number[];
}

/** What building the bill is taken for. Chances add up to 1, with the last of types and structures: none of these. */
export interface Recognised {
  types: readonly number[];
  structures: readonly number[];
  finishes: readonly number[];
  /** Natural logarithm of the gross floor area in m², and its standard deviation. */
  size: number;
  doubt: number;
}

const Layer = z.strictObject({
  inputs: z.int(),
  outputs: z.int(),
  weights: z.array(z.number()).transform((values) => Float32Array.from(values)),
  biases: z.array(z.number()),
});
type Layer = z.infer<typeof Layer>;
/** Middle and spread of the logarithms of entries and trades. */
const Scale = z.tuple([z.array(z.number()), z.array(z.number())]);
type Scale = z.infer<typeof Scale>;

/** Two networks of rectified layers, one after the other: the size, then what it is by what a m² holds. */
const { entries, ...networks } = z
  .strictObject({
    entries: z.array(z.string()),
    scale: z.strictObject({ size: Scale, building: Scale }),
    size: z.array(Layer),
    building: z.array(Layer),
  })
  .parse(learned);

/**
 * Takes a bill for a building: how large, of what type and structure, how finely finished, and how sure that is. Made by
 * bench/similarity/fit, which reads the same numbers in the same order. Null: no line is of a kind that was learned.
 */
export const recognise = rememberedBy(keyOf, (clues: Clues): Recognised | null => {
  const amounts = [...entries.map((entry) => clues.amountByEntry.get(entry) ?? 0), ...clues.amountByTrade];
  const lines = amounts.slice(0, entries.length).filter((amount) => amount > 0).length;
  if (lines === 0) return null;
  const total = Math.log(Math.max(1, sum(clues.amountByTrade)));
  const area = clues.floorAreaM2 === null ? null : Math.log(Math.max(1, clues.floorAreaM2));
  const common = [
    clues.storeys === null ? 0 : 1,
    Math.log(Math.max(1, clues.storeys ?? 1)),
    Math.log1p(lines) - 2.5,
    area === null ? 0 : 1,
  ];
  const [ratio = 0, spread = 0] = answer(networks.size, [
    ...seen(amounts, total, networks.scale.size),
    ...common,
    area === null ? 0 : within(area - total + 6, 4),
    (total - 14) / 2,
    ...clues.named,
  ]);
  const size = total - 6 + ratio;
  const doubt = Math.exp(Math.min(1.5, Math.max(-4, spread)));
  const told = answer(networks.building, [
    ...seen(amounts, size, networks.scale.building),
    ...common,
    area === null ? 0 : within((area - size) * 5, 4),
    (size - 7) / 1.5,
    doubt * 5,
    ...clues.named,
  ]);
  const [types, structures] = [TYPES.length + 1, STRUCTURES.length + 1];
  return {
    types: chances(told.slice(0, types)),
    structures: chances(told.slice(types, types + structures)),
    finishes: chances(told.slice(types + structures)),
    size,
    doubt,
  };
});

/** Trades follow from the entries. */
function keyOf({ amountByEntry, floorAreaM2, storeys, named }: Clues): string {
  return `${[...amountByEntry].join()} ${floorAreaM2} ${storeys} ${named.join("")}`;
}

/** A building of no type that was taught, more likely than not. */
export const isStrange = ({ types }: Recognised): boolean => (types.at(-1) ?? 0) > 0.5;

/** What is there at all, then how much of it against what is usual. */
function seen(amounts: readonly number[], base: number, [middle, spread]: Scale): number[] {
  const there = amounts.map((amount) => (amount > 0 ? 1 : 0));
  const much = amounts.map((amount, at) =>
    amount > 0 ? within((Math.log(amount) - base - (middle[at] ?? 0)) / (spread[at] ?? 1), 4) : 0,
  );
  return [...there, ...much];
}

function answer(layers: readonly Layer[], input: readonly number[]): number[] {
  if (input.length !== layers[0]?.inputs)
    throw new Error("recogniser.json was made for other clues: make it anew by bench/similarity/fit");
  let values: ArrayLike<number> = input;
  for (const [at, { inputs, outputs, weights, biases }] of layers.entries()) {
    const out = Float64Array.from(biases);
    for (let from = 0; from < inputs; from++) {
      const value = values[from] ?? 0;
      // Most of a bill's possible lines are not there.
      if (value === 0) continue;
      const row = from * outputs;
      for (let to = 0; to < outputs; to++) out[to] = (out[to] ?? 0) + value * (weights[row + to] ?? 0);
    }
    values = at < layers.length - 1 ? out.map((one) => Math.max(0, one)) : out;
  }
  return Array.from(values);
}

function chances(logits: readonly number[]): number[] {
  const most = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - most));
  const total = sum(weights);
  return weights.map((weight) => weight / total);
}

const within = (value: number, most: number) => Math.min(most, Math.max(-most, value));

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
