import type { EstimateSummary } from "../summary.ts";
import type { Features } from "./features.ts";
import { distanceKm } from "./places.ts";
import { isStrange, type Recognised } from "./recogniser.ts";
import type { Aspect } from "./weights.ts";

/** Two estimates beside each other. */
export interface Pair {
  a: Features;
  b: Features;
  /** Cosine of the texts' vectors; null: not known. */
  cosine: number | null;
}

/** How far two estimates differ, each 0 (the same) to 1; the same both ways round. */
export type Differences = Readonly<Record<string, number>>;

/** By aspect; null: it cannot be compared. What each difference counts was learned (weights.ts). */
export function differencesOf(pair: Pair): Record<Aspect, Differences | null> {
  const { a, b } = pair;
  const entries = Math.max(0, 1 - together(a.costByEntry, b.costByEntry));
  const another = anotherBill(a, b);
  return {
    building: building(a, b, entries, another),
    materials: materials(a, b, entries, another),
    finish: finish(a, b, another),
    scale: scale(a, b, another),
    location: location(a, b),
    rates: rates(a.summary, b.summary),
    wording: wording(pair),
    classes: classes(a.summary, b.summary),
  };
}

/**
 * 0 for two copies of one bill, 1 for what merely resembles it: copies are of the same building, whatever it is. The more
 * lines there are, the more they may differ; two bills of two alike buildings differ by far more.
 */
function anotherBill({ amountByEntry: a }: Features, { amountByEntry: b }: Features): number {
  const [x, y] = [total(a), total(b)];
  if (x <= 0 || y <= 0) return 1;
  const apart = Math.max(0, 1 - (together(a, b) * 2) / (x + y));
  return 1 - Math.exp(-apart / (COPY_PER_LINE * Math.min(MOST_LINES, a.size, b.size)));
}

const COPY_PER_LINE = 0.001;
const MOST_LINES = 10;

/** Chance that the two are not of one type. What is of no type that was taught is as alike as the bills are. */
function building(a: Features, b: Features, entries: number, another: number): Differences | null {
  const [x, y] = [a.recognised, b.recognised];
  if (!x || !y) return null;
  return { otherType: another * (1 - shared(x.types, y.types, Math.exp(-entries / STRANGE_BILL))) };
}

const STRANGE_BILL = 0.1;

/** Always compared: a bill in which nothing is known is like no other. */
function materials(a: Features, b: Features, entries: number, another: number): Differences {
  const [x, y] = [a.recognised, b.recognised];
  const frames = framesApart(a, b) ?? 1;
  return {
    otherStructure: another * (x && y ? 1 - shared(x.structures, y.structures, 1 - frames) : frames),
    entries,
  };
}

function finish(a: Features, b: Features, another: number): Differences | null {
  const [x, y] = [a.recognised, b.recognised];
  if (!x || !y || isStrange(x) || isStrange(y)) return null;
  const steps = [0, 0, 0];
  for (const [i, p] of x.finishes.entries())
    for (const [j, q] of y.finishes.entries()) steps[Math.abs(i - j)] = (steps[Math.abs(i - j)] ?? 0) + p * q;
  const [, one = 0, two = 0] = steps;
  return { oneStep: another * one, twoSteps: another * two };
}

/** Sizes apart by more than so much, in chances: the floor areas are stated roughly, or told from the bill. */
const RATIOS = [1.2, 1.7, 5] as const;
const SURE = 0.03;
const STATED = 0.08;

function scale(a: Features, b: Features, another: number): Differences | null {
  const [x, y] = [sizeOf(a), sizeOf(b)];
  if (!x || !y) return null;
  const apart = Math.abs(x.size - y.size);
  const doubt = Math.sqrt(SURE ** 2 + another * (x.doubt ** 2 + y.doubt ** 2));
  return Object.fromEntries(
    RATIOS.map((times) => {
      const bound = Math.log(times);
      return [`over${times}`, below((apart - bound) / doubt) + below((-apart - bound) / doubt)];
    }),
  );
}

/** Logarithm of the floor area, with its standard deviation. */
export function sizeOf({ recognised, floorAreaM2 }: Features): Pick<Recognised, "size" | "doubt"> | null {
  if (recognised) return recognised;
  return floorAreaM2 === null ? null : { size: Math.log(floorAreaM2), doubt: STATED };
}

/** A standard normal variable's chance to lie below, near enough. */
const below = (z: number) => 1 / (1 + Math.exp(-1.702 * z));

const FAR_KM = 120;

function location(a: Features, b: Features): Differences | null {
  const [here, there] = [a.whereabouts, b.whereabouts];
  if (!here || !there) return sameLocation(a, b) ? {} : null;
  const otherCountry = here.country === there.country ? 0 : 1;
  if (!here.city || !there.city) return { otherCountry };
  if (sameLocation(a, b)) return {};
  const km = distanceKm(here.city, there.city);
  return {
    otherCountry,
    otherRegion: here.country === there.country && here.city.region === there.city.region ? 0 : 1,
    far: Math.min(1, km / FAR_KM),
  };
}

/** The same city, or the same words for a place that no table knows. */
export function sameLocation(a: Features, b: Features): boolean {
  const [here, there] = [a.whereabouts?.city, b.whereabouts?.city];
  if (here && there) return here.name === there.name && here.region === there.region;
  if (here || there) return false;
  const [place, other] = [a.summary.place, b.summary.place];
  if (place !== null || other !== null) return place === other;
  return written(a.summary.location) === written(b.summary.location);
}

const written = (text: string) => text.trim().toLowerCase();

/** Money per hour compares in one currency only. */
function rates(a: EstimateSummary, b: EstimateSummary): Differences | null {
  if (a.currency !== b.currency || a.laborRate <= 0 || b.laborRate <= 0) return null;
  const equipment =
    a.equipmentRate > 0 && b.equipmentRate > 0 ? ratio(a.equipmentRate, b.equipmentRate, 0.5) : 0;
  return { labour: ratio(a.laborRate, b.laborRate, 0.5) / 0.5, equipment: equipment / 0.5 };
}

function wording({ a, b, cosine }: Pair): Differences | null {
  const known = a.kinds.length > 0 && b.kinds.length > 0;
  if (cosine === null && !known) return null;
  const both = a.kinds.filter((kind) => b.kinds.includes(kind)).length;
  return {
    ...(cosine === null ? {} : { words: Math.min(1, Math.max(0, 1 - cosine)) }),
    otherKind: known ? 1 - both / Math.min(a.kinds.length, b.kinds.length) : 0,
  };
}

function classes(a: EstimateSummary, b: EstimateSummary): Differences | null {
  const names = Object.keys(a.classShares);
  if (names.length === 0 || Object.keys(b.classShares).length === 0) return null;
  const both = names
    .filter((name) => Object.hasOwn(b.classShares, name))
    .reduce((sum, name) => sum + Math.sqrt((a.classShares[name] ?? 0) * (b.classShares[name] ?? 0)), 0);
  return { classes: Math.max(0, 1 - both) };
}

/** Part of the frames that is not in both, 0..1, soon full; null: nothing that carries is known of one. */
export function framesApart({ frames: a }: Features, { frames: b }: Features): number | null {
  if (!a || !b) return null;
  const both = a.reduce((sum, share, at) => sum + Math.sqrt(share * (b[at] ?? 0)), 0);
  return 1 - Math.exp(-Math.max(0, 1 - both) / FRAME_SOON);
}

const FRAME_SOON = 0.08;

/** What two have in common, as Bhattacharyya counts it: 1 for the same shares, 0 for none. */
function together(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let both = 0;
  for (const [entry, amount] of a) both += Math.sqrt(amount * (b.get(entry) ?? 0));
  return both;
}

function total(amounts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const amount of amounts.values()) sum += amount;
  return sum;
}

/** Chance that both are the same one; where both are of the last, which stands for many, by how alike those are. */
function shared(p: readonly number[], q: readonly number[], alike: number): number {
  const last = p.length - 1;
  return p.reduce((same, chance, at) => same + chance * (q[at] ?? 0) * (at === last ? alike : 1), 0);
}

const ratio = (a: number, b: number, most: number) => Math.min(most, Math.abs(Math.log(a / b)));
