import { type BillItem, billOf, type Choices, chooseFor, type Latent, type Part, storeysOf } from "./bill.ts";
import type { Language, MaterialKey } from "./data/names.ts";
import { COUNTRIES } from "./data/places.ts";
import { ENTERED, type EnteredUnit } from "./data/units.ts";
import { descriptionOf, fileName } from "./describe.ts";
import { regionOf } from "./families.ts";
import type { Random } from "./random.ts";
import { type Habit, habitOf, spelled } from "./spelling.ts";

/** A line as it was entered, or as it stands in a model. */
export interface CorpusLine {
  /** Null: a model's whole product, which its class names. */
  name: string | null;
  quantity: string;
  unit: EnteredUnit;
  /** Null: entered by hand. */
  ifcClass: string | null;
  /** What a whole product of a model is made of (`PVC`), where it says so. */
  madeOf: string | null;
}

/** What a firm has of an estimate. Nothing of it is the latent building. */
export interface CorpusEstimate {
  id: string;
  source: "hand" | "model";
  /** Language that the materials are written in. */
  language: Language;
  /** A model's file name; null: entered by hand. */
  fileName: string | null;
  description: string;
  location: string;
  /** Per hour, in the currency. */
  laborRate: string;
  equipmentRate: string;
  currency: string;
  /** Level of the firm's price book on that day against the built-in one's material prices. */
  bookLevel: number;
  floorAreaM2: number | null;
  storeys: number | null;
  createdAt: string;
  lines: CorpusLine[];
}

export interface DrawOptions {
  languages: readonly (readonly [Language, number])[];
  /** The usual spellings of the family's own town, where it has one. */
  city: readonly string[] | null;
  /** Milliseconds since 1970; drawn from the six years where null. */
  createdAt: number | null;
}

const FIRST_DAY = Date.UTC(2020, 11, 1);
export const LAST_DAY = Date.UTC(2026, 10, 20);
const YEAR = 365.25 * 24 * 3600 * 1000;

/** Level of building materials at the end of each year from 2020: the leap of 2021 and 2022, and little since. */
const MATERIAL_LEVELS = [1, 1.11, 1.27, 1.29, 1.31, 1.34, 1.37];

/** An estimate of a building as somebody of the firm would have made it. */
export function drawEstimate(
  latent: Latent,
  usual: Choices,
  random: Random,
  options: DrawOptions,
): CorpusEstimate {
  const source = random.chance(0.36) ? "model" : "hand";
  const model = source === "model";
  const country = COUNTRIES[latent.country];
  const local = random.chance(0.25);
  const language = local ? country.language : random.weighted(options.languages);
  const habit = habitOf(language, random);
  const createdAt = options.createdAt ?? random.between(FIRST_DAY, LAST_DAY);
  const years = (createdAt - FIRST_DAY) / YEAR;
  const choices = random.chance(0.75) ? usual : chooseFor(latent, random);
  const bill = billOf(latent, choices, random);
  const kept = model ? bill.filter(() => random.chance(0.96)) : entered(bill, random);
  const location = placeOf(latent, options.city, random);
  return {
    id: random.uuid(),
    source,
    language,
    fileName: model ? fileName(latent, language, new Date(createdAt), random) : null,
    description: descriptionOf(latent, language, model, random),
    location,
    ...ratesOf(latent, years, random),
    currency: country.currency,
    bookLevel: round3(country.prices * materialLevel(years) * random.factor(0.025)),
    floorAreaM2: areaEntered(latent.areaM2, model, random),
    storeys: model ? latent.storeys : null,
    createdAt: new Date(createdAt).toISOString(),
    lines: linesOf(kept, habit, model, random),
  };
}

function materialLevel(years: number): number {
  const at = Math.min(MATERIAL_LEVELS.length - 2, Math.floor(years));
  const [from = 1, to = 1] = MATERIAL_LEVELS.slice(at, at + 2);
  return from + (to - from) * (years - at);
}

/** How likely a line is written down at all, by how fine a person works. */
const DETAIL: Record<"fine" | "usual" | "coarse", Record<Part, number>> = {
  fine: { structure: 0.98, envelope: 0.95, interior: 0.92, services: 0.85 },
  usual: { structure: 0.97, envelope: 0.88, interior: 0.8, services: 0.55 },
  coarse: { structure: 0.96, envelope: 0.72, interior: 0.6, services: 0.2 },
};

function entered(bill: BillItem[], random: Random): BillItem[] {
  const detail =
    DETAIL[
      random.weighted<keyof typeof DETAIL>([
        ["fine", 0.3],
        ["usual", 0.47],
        ["coarse", 0.23],
      ])
    ];
  const kept = bill.filter(({ part }) => random.chance(detail[part]));
  const concrete = kept.find(({ key }) => key === "concrete");
  const rebar = kept.find(({ key }) => key === "rebar");
  if (!concrete || !rebar || !random.chance(0.35)) return withSundries(kept, random);
  const lumped = kept
    .filter((item) => item !== rebar)
    .map((item) => (item === concrete ? { ...item, key: "rc" as const } : item));
  return withSundries(lumped, random);
}

/** Lines that belong to no building: formwork, the site. */
function withSundries(kept: BillItem[], random: Random): BillItem[] {
  const out = [...kept];
  const concrete = kept.find(({ key }) => key === "concrete" || key === "rc");
  if (concrete && random.chance(0.12))
    out.push({ key: "formwork", part: "structure", quantity: concrete.quantity * random.between(3, 6) });
  if (random.chance(0.1)) out.push({ key: "preliminaries", part: "structure", quantity: 1 });
  return out;
}

/** Windows and doors of a model by the material of their frames. */
const MADE_OF: Partial<Record<MaterialKey, string>> = {
  winpvc: "PVC",
  winalu: "Aluminium",
  winwood: "Holz",
  doorint: "Wood",
  doorext: "Steel",
  doorgate: "Steel",
};

/** Chance that a person writes a quantity with the decimal point in the wrong place. */
const WRONG_BY_TEN = 0.004;

function linesOf(bill: BillItem[], habit: Habit, model: boolean, random: Random): CorpusLine[] {
  const lines: CorpusLine[] = [];
  const taken = new Set<string>();
  for (const { key, quantity } of bill) {
    const { unit, other, ifcClass, product } = ENTERED[key];
    if (model) {
      const name = product ? null : spelled(key, habit, true, random);
      const madeOf = MADE_OF[key] ?? null;
      const measured = unit === "pcs" ? Math.max(1, Math.round(quantity)) : round3(quantity);
      lines.push({
        name,
        quantity: String(measured),
        unit,
        ifcClass: classOf(key, ifcClass, random),
        madeOf,
      });
      continue;
    }
    const [as, times] = other && random.chance(0.14) ? other : ([unit, 1] as const);
    const slip = random.chance(WRONG_BY_TEN) ? random.pick([0.1, 10]) : 1;
    const amount = rounded(quantity * times * slip, as === "pcs", random);
    const name = spelled(key, habit, false, random);
    if (amount === 0 || taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    lines.push({ name, quantity: String(amount), unit: as, ifcClass: null, madeOf: null });
  }
  return model ? lines.filter(({ quantity }) => Number(quantity) > 0) : random.shuffled(lines);
}

/** Concrete and steel stand in several classes of a model. */
function classOf(key: string, usual: string, random: Random): string {
  if (key === "concrete")
    return random.weighted([
      ["IfcSlab", 0.55],
      ["IfcWall", 0.2],
      ["IfcFooting", 0.15],
      ["IfcColumn", 0.1],
    ]);
  if (key === "steel" || key === "glulam")
    return random.weighted([
      ["IfcBeam", 0.6],
      ["IfcColumn", 0.4],
    ]);
  if (key === "precast")
    return random.weighted([
      ["IfcColumn", 0.4],
      ["IfcWall", 0.35],
      ["IfcBeam", 0.25],
    ]);
  return usual;
}

function rounded(quantity: number, pieces: boolean, random: Random): number {
  if (pieces) return Math.max(1, Math.round(quantity));
  const digits = random.weighted([
    [2, 0.35],
    [3, 0.65],
  ]);
  return Number(quantity.toPrecision(digits));
}

const round3 = (value: number): number => Math.round(value * 1000) / 1000;

function areaEntered(areaM2: number, model: boolean, random: Random): number | null {
  if (random.chance(model ? 0.12 : 0.26)) return null;
  // Some state the usable instead of the gross area, and nothing says so.
  const usable = !model && random.chance(0.1) ? random.between(0.78, 0.86) : 1;
  const area = areaM2 * usable * random.factor(0.02);
  if (model) return Math.round(area * 10) / 10;
  const step = area < 500 ? 5 : area < 5000 ? 10 : 50;
  return Math.max(step, Math.round(area / step) * step);
}

/** Chance that the firm's own round rate stands there instead of the place's. */
const OWN_RATE = 0.05;

function ratesOf(
  latent: Latent,
  years: number,
  random: Random,
): Pick<CorpusEstimate, "laborRate" | "equipmentRate"> {
  const country = COUNTRIES[latent.country];
  const level = random.chance(OWN_RATE) ? 1 : regionOf(latent.region).level;
  const time = (1 + country.growth) ** years;
  const labour = country.labour * level * time * random.factor(0.022);
  const equipment = country.equipment * Math.sqrt(level) * time * random.factor(0.045);
  return { laborRate: half(labour), equipmentRate: half(equipment) };
}

const half = (rate: number): string => String(Math.round(rate * 2) / 2);

function placeOf(latent: Latent, own: readonly string[] | null, random: Random): string {
  const region = regionOf(latent.region);
  const [first = [], ...towns] = region.cities;
  const city = own && random.chance(0.6) ? own : random.chance(0.55) ? first : random.pick(towns);
  const [usual = "", ...others] = city;
  const spelling = others.length > 0 && random.chance(0.4) ? random.pick(others) : usual;
  const called = random.pick(COUNTRIES[region.country].called);
  const text = spelling.includes(",") || !random.chance(0.22) ? spelling : `${spelling}, ${called}`;
  return random.chance(0.05) ? text.toLowerCase() : text;
}

/** A building of a family: its size and storeys vary a little, what it is does not. */
export function memberOf(centre: Latent, random: Random): Latent {
  const areaM2 = centre.areaM2 * random.factor(0.075);
  return {
    ...centre,
    areaM2,
    storeys: random.chance(0.8) ? centre.storeys : storeysOf(centre.type, areaM2, random),
  };
}
