import { GROUPS, type GroupId } from "#lib/catalogue/groups.ts";
import type { EstimateSummary, SummaryMaterial } from "../summary.ts";
import { BUILDING_KINDS, type BuildingKind, buildingKinds } from "./building-kind.ts";
import { type MaterialKind, massOfUnit, materialKind, referencePrice, unitsOf } from "./material-kind.ts";
import { type Whereabouts, whereIs } from "./places.ts";
import { type Recognised, recognise } from "./recogniser.ts";
import { statedStoreys } from "./stated-size.ts";

/** What carries a building. */
export const FRAMES = ["concrete", "precast concrete", "steel", "timber", "light timber", "masonry"] as const;
export type Frame = (typeof FRAMES)[number];

/** Trades in a fixed order, and one for what nothing is known of. */
export const TRADES = [...(Object.keys(GROUPS) as GroupId[]), "unknown"] as const;
export type Trade = (typeof TRADES)[number];

/** An estimate in numbers that compare across languages, units, currencies and price books. */
export interface Features {
  summary: EstimateSummary;
  /** Shares of the reference cost by trade (order of `TRADES`); null: there is none. */
  costByTrade: Float64Array | null;
  /** Shares of the reference cost by entry, or by name where nothing is known of it. */
  costByEntry: ReadonlyMap<string, number>;
  /** The reference cost itself, USD of the built-in book: how much there is, not what it costs. */
  amountByEntry: ReadonlyMap<string, number>;
  amountByTrade: Float64Array;
  /** Shares of what carries (order of `FRAMES`), and the one that leads; null: nothing of it is there. */
  frames: Float64Array | null;
  frame: Frame | null;
  /** Null: nothing in it tells. */
  recognised: Recognised | null;
  floorAreaM2: number | null;
  storeys: number | null;
  kinds: readonly BuildingKind[];
  whereabouts: Whereabouts | null;
}

const known = new WeakMap<EstimateSummary, Features>();

/** Pure, and worked out once for a summary. */
export function featuresOf(summary: EstimateSummary): Features {
  const found = known.get(summary);
  if (found) return found;
  const read = readEstimate(summary);
  const named = BUILDING_KINDS.map((kind) => (read.kinds.includes(kind) ? 1 : 0));
  const features = { ...read, recognised: recognise({ ...read, named }) };
  known.set(summary, features);
  return features;
}

/** All that is read of it, before anything is recognised. */
export function readEstimate(summary: EstimateSummary): Omit<Features, "recognised"> {
  const parts = weighed(summary.materials);
  const cost = new Float64Array(TRADES.length);
  const frames = new Float64Array(FRAMES.length);
  const amountByEntry = new Map<string, number>();
  for (const { material, kind, referenceCost, massKg } of parts) {
    const trade = TRADES.indexOf(kind?.group ?? "unknown");
    cost[trade] = (cost[trade] ?? 0) + referenceCost;
    const entry = kind?.entry.id ?? material.name.toLowerCase();
    amountByEntry.set(entry, (amountByEntry.get(entry) ?? 0) + referenceCost);
    const carries = kind && CARRIES[kind.group];
    if (carries) {
      const at = FRAMES.indexOf(carries.frame);
      frames[at] = (frames[at] ?? 0) + massKg * carries.perKg;
    }
  }
  const words = `${summary.name}\n${summary.description}`;
  const whole = sum(cost);
  const costByEntry = new Map(
    [...amountByEntry].map(([entry, amount]) => [entry, whole > 0 ? amount / whole : 0]),
  );
  return {
    summary,
    costByTrade: shares(cost),
    costByEntry,
    amountByEntry,
    amountByTrade: cost,
    frames: shares(frames),
    frame: leading(frames),
    floorAreaM2: summary.floorAreaM2 !== null && summary.floorAreaM2 > 0 ? summary.floorAreaM2 : null,
    storeys: summary.storeys ?? statedStoreys(words),
    kinds: buildingKinds(words),
    whereabouts: whereIs(summary.location) ?? (summary.place === null ? null : whereIs(summary.place)),
  };
}

/**
 * How much of a building a kg of a trade carries beside a kg of concrete, in the order of their strengths for their mass;
 * it makes a steel frame on a concrete foundation a steel frame.
 */
const CARRIES: { [T in GroupId]?: { frame: Frame; perKg: number } } = {
  concrete: { frame: "concrete", perKg: 1 },
  precast: { frame: "precast concrete", perKg: 1.2 },
  "steel-frame": { frame: "steel", perKg: 16 },
  "timber-frame": { frame: "timber", perKg: 7 },
  "timber-sawn": { frame: "light timber", perKg: 7 },
  masonry: { frame: "masonry", perKg: 1.6 },
};

interface Weighed {
  material: SummaryMaterial;
  kind: MaterialKind | null;
  referenceCost: number;
  massKg: number;
}

/** Each material with its mass and reference cost, both as far as they can be told from what is known of it. */
function weighed(materials: readonly SummaryMaterial[]): Weighed[] {
  const parts = materials.map((material) => {
    const kind = materialKind(material);
    const perUnit = kind ? unitsOf(kind.entry, material.unit) : null;
    const units = perUnit === null ? null : Number(material.quantity) * perUnit;
    const price = kind && referencePrice(kind.entry);
    const unitMass = kind && massOfUnit(kind.entry);
    return {
      material,
      kind,
      referenceCost: units === null || price === null ? null : units * price,
      massKg:
        material.massKg ??
        ownMass(material) ??
        (units === null || unitMass === null ? null : units * unitMass),
    };
  });
  // What has a price and no reference stands as its price does to the others'.
  const both = parts.filter(
    ({ referenceCost, material }) => (referenceCost ?? 0) > 0 && (material.cost ?? 0) > 0,
  );
  const stated = both.reduce((total, { material }) => total + (material.cost ?? 0), 0);
  const reference = both.reduce((total, part) => total + (part.referenceCost ?? 0), 0);
  const perMoney = stated > 0 ? reference / stated : 1;
  return parts.map(({ referenceCost, massKg, ...part }) => ({
    ...part,
    referenceCost: referenceCost ?? (part.material.cost ?? 0) * perMoney,
    massKg: massKg ?? 0,
  }));
}

function ownMass({ unit, quantity }: SummaryMaterial): number | null {
  if (unit === "kg") return Number(quantity);
  return unit === "t" ? Number(quantity) * 1000 : null;
}

function sum(amounts: Float64Array): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function shares(amounts: Float64Array): Float64Array | null {
  const total = sum(amounts);
  return total > 0 ? amounts.map((amount) => amount / total) : null;
}

function leading(frames: Float64Array): Frame | null {
  const most = Math.max(...frames);
  return most > 0 ? (FRAMES[frames.indexOf(most)] ?? null) : null;
}
