import type { Choices, Latent } from "./bill.ts";
import { chooseFor, storeysOf } from "./bill.ts";
import { STRUCTURES, TRAITS } from "./data/buildings.ts";
import type { Language } from "./data/names.ts";
import { COUNTRIES, REGIONS, type Region } from "./data/places.ts";
import type { BuildingType } from "./data/wording.ts";
import type { Random } from "./random.ts";

export interface Tenant {
  index: number;
  id: string;
  regions: readonly Region[];
  types: readonly BuildingType[];
  languages: readonly (readonly [Language, number])[];
}

/** A kind of building that a firm prices again and again. */
export interface Family {
  id: string;
  /** `areaM2` is the middle of its sizes. */
  centre: Latent;
  choices: Choices;
  city: readonly string[];
  weight: number;
}

/** Where the twenty firms work, their usual language first. */
const FIRMS: readonly (readonly [string, Language])[] = [
  ["upper-bavaria franconia tyrol", "de"],
  ["berlin saxony hamburg", "de"],
  ["rhine-ruhr hamburg rotterdam", "de"],
  ["vienna tyrol upper-bavaria", "de"],
  ["zurich bern upper-bavaria", "de"],
  ["saxony franconia berlin vienna", "de"],
  ["hamburg berlin amsterdam", "de"],
  ["amsterdam rotterdam brussels", "nl"],
  ["rotterdam brabant flanders", "nl"],
  ["brabant groningen amsterdam", "nl"],
  ["flanders brussels brabant", "nl"],
  ["groningen amsterdam hamburg", "nl"],
  ["amsterdam brabant rhine-ruhr london", "nl"],
  ["london manchester dublin", "en"],
  ["manchester scotland london", "en"],
  ["dublin london amsterdam", "en"],
  ["new-york chicago texas", "en"],
  ["texas seattle chicago", "en"],
  ["london berlin amsterdam new-york", "en"],
  ["scotland dublin seattle", "en"],
];

const SECTORS: readonly (readonly BuildingType[])[] = [
  ["detached", "terraced", "apartments"],
  ["apartments", "hotel", "office", "parking"],
  ["office", "school", "hospital", "hotel"],
  ["warehouse", "retail", "parking", "office"],
  ["school", "apartments", "terraced", "retail"],
];

export function tenantsOf(random: Random): Tenant[] {
  return FIRMS.map(([regions, language], index) => ({
    index,
    id: random.uuid(),
    regions: regions.split(" ").map(regionOf),
    types: SECTORS[index % SECTORS.length] ?? [],
    languages: [
      [language, 0.58],
      ...others(language).map((other, at) => [other, at === 0 ? 0.27 : 0.15] as const),
    ],
  }));
}

function others(language: Language): Language[] {
  return (["en", "de", "nl"] as const).filter((other) => other !== language);
}

export function regionOf(id: string): Region {
  const found = REGIONS.find((region) => region.id === id);
  if (!found) throw new Error(`No region ${id}`);
  return found;
}

/** How many kinds of building a firm starts from; each has four near misses. */
const KINDS = 8;

/**
 * The families of a firm: eight kinds, and beside each some that differ from it in one thing only: the size, the
 * structure, the place, the finish. They share their words, and only the figures tell them apart.
 */
export function familiesOf(tenant: Tenant, random: Random): Family[] {
  const out: Family[] = [];
  for (let kind = 0; kind < KINDS; kind++) {
    const first = freshLatent(tenant, random, kind);
    const variants = [
      first,
      otherSize(first, random),
      otherStructure(first, random),
      otherPlace(first, tenant, random),
      otherFinish(first, random),
    ];
    const choices = chooseFor(first, random);
    variants.forEach((latent, at) => {
      const same = latent.country === first.country && latent.spec === first.spec;
      out.push({
        id: `${tenant.index}.${kind}.${at}`,
        centre: { ...latent, storeys: storeysOf(latent.type, latent.areaM2, random) },
        choices: same ? choices : chooseFor(latent, random),
        city: random.pick(regionOf(latent.region).cities),
        weight: at === 0 ? random.between(1.1, 1.6) : random.between(0.7, 1.2),
      });
    });
  }
  return out;
}

/** Any building of a firm; with `kind` its types take turns. */
export function freshLatent(tenant: Tenant, random: Random, kind?: number): Latent {
  const type =
    kind === undefined ? random.pick(tenant.types) : (tenant.types[kind % tenant.types.length] ?? "office");
  const region = random.pick(tenant.regions);
  const [low, high] = TRAITS[type].area;
  const areaM2 = low * (high / low) ** random.between(0.08, 0.92);
  return {
    type,
    structure: random.pick(TRAITS[type].structures),
    region: region.id,
    country: region.country,
    areaM2,
    storeys: storeysOf(type, areaM2, random),
    spec: random.weighted([
      [0, 0.3],
      [1, 0.42],
      [2, 0.28],
    ]),
  };
}

function otherSize(latent: Latent, random: Random): Latent {
  const [low, high] = TRAITS[latent.type].area;
  const times = random.between(2.1, 3.4);
  const up = latent.areaM2 * times <= high && (latent.areaM2 / times < low || random.chance(0.5));
  const areaM2 = up ? latent.areaM2 * times : latent.areaM2 / times;
  return { ...latent, areaM2 };
}

function otherStructure(latent: Latent, random: Random): Latent {
  const possible = STRUCTURES.filter(
    (structure) => structure !== latent.structure && TRAITS[latent.type].structures.includes(structure),
  );
  return { ...latent, structure: random.pick(possible) };
}

function otherPlace(latent: Latent, tenant: Tenant, random: Random): Latent {
  const region = random.pick(tenant.regions.filter(({ id }) => id !== latent.region));
  return { ...latent, region: region.id, country: region.country };
}

function otherFinish(latent: Latent, random: Random): Latent {
  const spec =
    latent.spec === 1
      ? random.pick([0, 2] as const)
      : latent.spec === 0
        ? random.pick([1, 2] as const)
        : random.pick([0, 1] as const);
  return { ...latent, spec };
}

export const currencyOf = (latent: Latent): string => COUNTRIES[latent.country].currency;
