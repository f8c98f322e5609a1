import { type Features, FRAMES, TRADES, type Trade } from "./features.ts";
import { distanceKm } from "./places.ts";
import type { Weights } from "./weights.ts";

/**
 * How far two estimates lie apart in each aspect: 0 the same, growing with every difference by what it was learned to
 * count. Null: it cannot be compared. All are the same both ways round.
 */

export function materialsDistance(a: Features, b: Features, { materials: w }: Weights): number | null {
  if (!a.costByTrade || !b.costByTrade) return null;
  const entries = entriesDistance(a, b, w);
  const trades = sharesDistance(a.costByTrade, b.costByTrade, TRADES, w.trades);
  const frames = a.frames && b.frames ? sharesDistance(a.frames, b.frames, FRAMES, w.frames) : null;
  return (
    entries.weighted +
    w.entriesAsAWhole * entries.apart +
    w.entriesSoon * soon(entries.apart, 0.15) +
    trades.weighted +
    w.tradesSoon * soon(trades.apart, 0.06) +
    (frames ? frames.weighted + w.framesSoon * soon(frames.apart, FRAME_SOON) : 0) +
    intensitiesDistance(a, b, w) +
    partsDistance(a, b, w) +
    projectedDistance(a, b)
  );
}

/** Squared distance along the learned directions. */
function projectedDistance({ projection: a }: Features, { projection: b }: Features): number {
  return a && b ? a.reduce((sum, at, row) => sum + (at - (b[row] ?? 0)) ** 2, 0) : 0;
}

const FRAME_SOON = 0.08;

/** Part of the frames that is not in both, 0..1, soon full; null: nothing that carries is known of one. */
export function framesApart(a: Features, b: Features): number | null {
  if (!a.frames || !b.frames) return null;
  return soon(sharesDistance(a.frames, b.frames, FRAMES, {}).apart, FRAME_SOON);
}

/** `apart`: 1 less Bhattacharyya's coefficient, 0 the same shares and 1 nothing in common. */
interface Apart {
  weighted: number;
  apart: number;
}

function sharesDistance(
  a: Float64Array,
  b: Float64Array,
  names: readonly string[],
  weights: Readonly<Record<string, number>>,
): Apart {
  let weighted = 0;
  let shared = 0;
  for (let at = 0; at < names.length; at++) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    if (x === 0 && y === 0) continue;
    weighted += (weights[names[at] ?? ""] ?? 0) * (Math.sqrt(x) - Math.sqrt(y)) ** 2;
    shared += Math.sqrt(x * y);
  }
  return { weighted, apart: Math.max(0, 1 - shared) };
}

function entriesDistance(a: Features, b: Features, w: Weights["materials"]): Apart {
  let weighted = 0;
  let shared = 0;
  let known = 0;
  let other: [number, number] = [0, 0];
  const compare = (entry: string, x: number, y: number) => {
    const weight = Object.hasOwn(w.entries, entry) ? w.entries[entry] : undefined;
    if (weight === undefined) {
      other = [other[0] + x, other[1] + y];
      return;
    }
    weighted += weight * (Math.sqrt(x) - Math.sqrt(y)) ** 2;
    shared += Math.sqrt(x * y);
    known++;
  };
  for (const [entry, share] of a.costByEntry) compare(entry, share, b.costByEntry.get(entry) ?? 0);
  for (const [entry, share] of b.costByEntry) if (!a.costByEntry.has(entry)) compare(entry, 0, share);
  weighted += w.otherEntries * (Math.sqrt(other[0]) - Math.sqrt(other[1])) ** 2;
  // Of names that nothing is known of, those that are the same in both count as shared.
  if (known > 0 || other[0] > 0)
    for (const [entry, share] of a.costByEntry)
      if (w.entries[entry] === undefined) shared += Math.sqrt(share * (b.costByEntry.get(entry) ?? 0));
  return { weighted, apart: Math.max(0, 1 - shared) };
}

const INTENSITY_MOST = 1.2;

function intensitiesDistance(a: Features, b: Features, w: Weights["materials"]): number {
  const [x, y] = [perM2(a), perM2(b)];
  if (x === null || y === null) return 0;
  return TRADES.reduce((sum, trade, at) => {
    const [p, q] = [(a.costByTrade?.[at] ?? 0) * x, (b.costByTrade?.[at] ?? 0) * y];
    return p > 0 && q > 0 ? sum + (w.intensities[trade] ?? 0) * ratio(p, q, INTENSITY_MOST) : sum;
  }, 0);
}

const STRUCTURE: readonly Trade[] = [
  "concrete",
  "precast",
  "mortar",
  "rebar",
  "steel-frame",
  "metalwork",
  "metal-stud",
  "masonry",
  "timber-sawn",
  "timber-frame",
  "aggregate",
];
const SERVICES: readonly Trade[] = ["mep-line", "mep-item"];
const LEFT_OUT: readonly Trade[] = ["nothing", "plastic", "unknown"];
/** Trades of each part of a building, as places in `TRADES`. */
const PARTS = {
  structure: placesOf((trade) => STRUCTURE.includes(trade)),
  services: placesOf((trade) => SERVICES.includes(trade)),
  finishes: placesOf((trade) => ![...STRUCTURE, ...SERVICES, ...LEFT_OUT].includes(trade)),
};

function placesOf(belongs: (trade: Trade) => boolean): number[] {
  return TRADES.flatMap((trade, at) => (belongs(trade) ? [at] : []));
}

/** Cost per m² of structure, services and finishes: the level of finish shows in it, lines' own noise does not. */
function partsDistance(a: Features, b: Features, { parts }: Weights["materials"]): number {
  const [x, y] = [perM2(a), perM2(b)];
  if (x === null || y === null) return 0;
  const costOf = (shares: Float64Array | null, places: readonly number[]) =>
    places.reduce((sum, at) => sum + (shares?.[at] ?? 0), 0);
  return (["finishes", "services", "structure"] as const).reduce((sum, part) => {
    const p = costOf(a.costByTrade, PARTS[part]) * x;
    const q = costOf(b.costByTrade, PARTS[part]) * y;
    if (p <= 0 || q <= 0) return sum;
    const apart = ratio(p, q, Number.POSITIVE_INFINITY);
    const { straight, soon: full } = parts[part];
    return sum + straight * Math.min(apart, INTENSITY_MOST) + full * soon(apart, 0.15);
  }, 0);
}

/** By floor area, storeys and what a m² holds; where an area is missing by all that there is. */
export function scaleDistance(a: Features, b: Features, { scale: w }: Weights): number | null {
  const storeys =
    a.storeys !== null && b.storeys !== null ? w.storeys * ratio(a.storeys, b.storeys, 1.2) : null;
  const amount =
    a.referenceCost !== null && b.referenceCost !== null ? ratio(a.referenceCost, b.referenceCost, 2) : null;
  const mass = a.massKg !== null && b.massKg !== null ? ratio(a.massKg, b.massKg, 2) : null;
  if (a.floorAreaM2 === null || b.floorAreaM2 === null) {
    if (amount === null && mass === null && storeys === null) return null;
    return w.amountWithoutArea * (amount ?? 0) + w.massWithoutArea * (mass ?? 0) + (storeys ?? 0);
  }
  const area = ratio(a.floorAreaM2, b.floorAreaM2, 3);
  const capped = Math.min(area, 1.5);
  return (
    w.area * capped +
    w.areaSquared * capped ** 2 +
    w.areaSoon * soon(area, 0.25) +
    w.amount * (amount ?? 0) +
    w.costPerM2 * ratioPerM2(a.referenceCost, b.referenceCost, a.floorAreaM2, b.floorAreaM2) +
    w.massPerM2 * ratioPerM2(a.massKg, b.massKg, a.floorAreaM2, b.floorAreaM2) +
    (storeys ?? 0)
  );
}

export function locationDistance(a: Features, b: Features, { location: w }: Weights): number | null {
  const [here, there] = [a.whereabouts, b.whereabouts];
  if (!here || !there) return sameLocation(a, b) ? 0 : null;
  const country = here.country === there.country ? 0 : w.otherCountry;
  if (!here.city || !there.city) return country;
  if (sameLocation(a, b)) return 0;
  const km = distanceKm(here.city, there.city);
  const sameRegion = here.country === there.country && here.city.region === there.city.region;
  return (
    country +
    w.otherCity +
    (sameRegion ? 0 : w.otherRegion) +
    w.near * soon(km, 60) +
    (w.far * Math.min(km, 800)) / 800 +
    w.logarithm * Math.log1p(km / 20)
  );
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

const written = (location: string) => location.trim().toLowerCase();

/** Money per hour compares in one currency only. */
export function ratesDistance(
  { summary: a }: Features,
  { summary: b }: Features,
  { rates: w }: Weights,
): number | null {
  if (a.currency !== b.currency || a.laborRate <= 0 || b.laborRate <= 0) return null;
  const equipment =
    a.equipmentRate > 0 && b.equipmentRate > 0 ? ratio(a.equipmentRate, b.equipmentRate, 0.5) : 0;
  return w.labour * ratio(a.laborRate, b.laborRate, 0.5) + w.equipment * equipment;
}

/** `cosine` of the texts' vectors; null: not known. */
export function wordingDistance(
  a: Features,
  b: Features,
  { cosine, model }: { cosine: number | null; model: "minilm" | "lexical" },
  { wording: w }: Weights,
): number | null {
  const said = cosine === null ? null : w.cosine[model] * Math.max(0, 1 - cosine);
  if (a.kinds.length === 0 || b.kinds.length === 0) return said;
  const both = a.kinds.filter((kind) => b.kinds.includes(kind)).length;
  return (said ?? 0) + w.otherKind * (1 - both / Math.min(a.kinds.length, b.kinds.length));
}

export function classesDistance(
  { summary: a }: Features,
  { summary: b }: Features,
  { classes }: Weights,
): number | null {
  const names = Object.keys(a.classShares);
  if (names.length === 0 || Object.keys(b.classShares).length === 0) return null;
  const shared = names
    .filter((name) => Object.hasOwn(b.classShares, name))
    .reduce((sum, name) => sum + Math.sqrt((a.classShares[name] ?? 0) * (b.classShares[name] ?? 0)), 0);
  return classes * Math.max(0, 1 - shared);
}

const soon = (apart: number, falloff: number) => 1 - Math.exp(-apart / falloff);
const ratio = (a: number, b: number, most: number) => Math.min(most, Math.abs(Math.log(a / b)));

function ratioPerM2(a: number | null, b: number | null, areaA: number, areaB: number): number {
  return a === null || b === null ? 0 : ratio(a / areaA, b / areaB, 1.2);
}

function perM2({ referenceCost, floorAreaM2 }: Features): number | null {
  return referenceCost === null || floorAreaM2 === null ? null : referenceCost / floorAreaM2;
}
