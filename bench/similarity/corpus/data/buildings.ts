import type { MaterialKey } from "./names.ts";
import type { Country } from "./places.ts";
import type { BuildingType } from "./wording.ts";

export const STRUCTURES = ["insitu", "precast", "steel", "masonry", "timberframe", "masstimber"] as const;
export type Structure = (typeof STRUCTURES)[number];

/** Quantities per m² of gross floor area, in the units that `ENTERED` gives. */
export type Intensities = Partial<Record<MaterialKey, number>>;

export interface TypeTraits {
  structures: readonly Structure[];
  /** Gross floor area, m², smallest and largest. */
  area: readonly [number, number];
  /** Most storeys; how many m² one of them has at least. */
  storeys: number;
  plate: number;
  storeyHeightM: number;
  /** Windows' part of the façade. */
  windows: number;
  facades: readonly Facade[];
  roof: "pitched" | "flat" | "deck" | "none";
  /** Types that a person would look at for want of better. */
  related: readonly BuildingType[];
  interior: Intensities;
  services: Intensities;
  /** The floor covering that goes with the use, and the part of the floor that is covered at all. */
  floor: MaterialKey;
  covered: number;
}

export type Facade = "etics" | "facing" | "woodclad" | "fibrecement" | "alusheet" | "sandwich" | "open";

export const FACADES: Record<Facade, Intensities> = {
  etics: { eps: 0.15, plaster: 0.014 },
  facing: { facing: 0.105, stonewool: 0.14, mortar: 0.012 },
  woodclad: { woodclad: 1, stonewool: 0.17 },
  fibrecement: { fibrecement: 1, stonewool: 0.16 },
  alusheet: { alusheet: 7, stonewool: 0.16 },
  sandwich: { sandwich: 1 },
  open: { alusheet: 2.5 },
};

export const TRAITS: Record<BuildingType, TypeTraits> = {
  detached: {
    structures: ["masonry", "timberframe", "insitu", "masstimber"],
    area: [95, 460],
    storeys: 3,
    plate: 60,
    storeyHeightM: 2.9,
    windows: 0.2,
    facades: ["etics", "facing", "woodclad"],
    roof: "pitched",
    related: ["terraced"],
    interior: { doorint: 0.07, doorext: 0.009, plaster: 0.036, screed: 0.056, gypsum: 0.006, xps: 0.04 },
    services: { sanitary: 0.035, radiator: 0.06, boiler: 0.006, light: 0.08, pipe: 0.4 },
    floor: "ceramic",
    covered: 0.75,
  },
  terraced: {
    structures: ["masonry", "timberframe", "masstimber", "precast"],
    area: [420, 5200],
    storeys: 3,
    plate: 200,
    storeyHeightM: 2.8,
    windows: 0.2,
    facades: ["etics", "facing", "woodclad"],
    roof: "pitched",
    related: ["detached", "apartments"],
    interior: { doorint: 0.075, doorext: 0.013, aac: 0.05, plaster: 0.032, screed: 0.055 },
    services: { sanitary: 0.032, radiator: 0.055, boiler: 0.008, light: 0.07, pipe: 0.4 },
    floor: "laminate",
    covered: 0.72,
  },
  apartments: {
    structures: ["insitu", "masonry", "precast", "masstimber"],
    area: [600, 24000],
    storeys: 9,
    plate: 260,
    storeyHeightM: 2.95,
    windows: 0.24,
    facades: ["etics", "facing", "fibrecement"],
    roof: "flat",
    related: ["terraced", "hotel"],
    interior: { doorint: 0.064, plaster: 0.03, screed: 0.06, gypsum: 0.009, railing: 0.08 },
    services: { sanitary: 0.03, radiator: 0.05, lift: 0.00022, light: 0.06, pipe: 0.5, duct: 0.08 },
    floor: "parquet",
    covered: 0.7,
  },
  office: {
    structures: ["insitu", "steel", "precast", "masstimber"],
    area: [500, 42000],
    storeys: 12,
    plate: 350,
    storeyHeightM: 3.5,
    windows: 0.32,
    facades: ["alusheet", "fibrecement", "facing"],
    roof: "flat",
    related: ["school"],
    interior: { doorint: 0.022, gypsum: 0.013, stud: 1.7, acoustic: 0.72, raised: 0.58, railing: 0.01 },
    services: { sanitary: 0.008, ahu: 0.0007, duct: 0.26, light: 0.13, lift: 0.00025, sprinkler: 0.03 },
    floor: "carpet",
    covered: 0.75,
  },
  school: {
    structures: ["insitu", "masonry", "precast", "masstimber", "steel"],
    area: [800, 21000],
    storeys: 4,
    plate: 500,
    storeyHeightM: 3.7,
    windows: 0.28,
    facades: ["facing", "fibrecement", "woodclad", "etics"],
    roof: "flat",
    related: ["office"],
    interior: { doorint: 0.021, gypsum: 0.009, stud: 1, acoustic: 0.7, plaster: 0.016, screed: 0.05 },
    services: { sanitary: 0.014, ahu: 0.0006, duct: 0.18, light: 0.11, radiator: 0.03, pipe: 0.25 },
    floor: "linoleum",
    covered: 0.8,
  },
  warehouse: {
    structures: ["steel", "precast", "masstimber"],
    area: [900, 62000],
    storeys: 1,
    plate: 900,
    storeyHeightM: 9.5,
    windows: 0.03,
    facades: ["sandwich", "alusheet"],
    roof: "deck",
    related: ["retail", "parking"],
    interior: { doorgate: 0.0014, gravel: 0.3, epoxy: 0.25, xps: 0.03, doorint: 0.002 },
    services: { sprinkler: 0.08, light: 0.02, sanitary: 0.001 },
    floor: "epoxy",
    covered: 0.25,
  },
  retail: {
    structures: ["steel", "precast", "insitu", "masstimber"],
    area: [500, 22000],
    storeys: 2,
    plate: 700,
    storeyHeightM: 5.2,
    windows: 0.1,
    facades: ["sandwich", "alusheet", "facing"],
    roof: "deck",
    related: ["warehouse"],
    interior: {
      shopglass: 2.4,
      doorgate: 0.0008,
      acoustic: 0.62,
      gypsum: 0.005,
      doorint: 0.008,
      screed: 0.05,
    },
    services: { sprinkler: 0.09, light: 0.12, ahu: 0.0007, duct: 0.2, sanitary: 0.003 },
    floor: "ceramic",
    covered: 0.8,
  },
  hospital: {
    structures: ["insitu", "steel", "precast"],
    area: [2600, 62000],
    storeys: 8,
    plate: 900,
    storeyHeightM: 3.9,
    windows: 0.25,
    facades: ["alusheet", "fibrecement", "etics"],
    roof: "flat",
    related: ["hotel"],
    interior: { doorint: 0.036, gypsum: 0.019, stud: 2.5, acoustic: 0.6, screed: 0.055, plaster: 0.008 },
    services: { sanitary: 0.032, ahu: 0.0022, duct: 0.62, pipe: 0.8, light: 0.18, lift: 0.00035 },
    floor: "vinyl",
    covered: 0.85,
  },
  hotel: {
    structures: ["insitu", "masonry", "precast", "steel", "masstimber"],
    area: [900, 26000],
    storeys: 9,
    plate: 380,
    storeyHeightM: 3.1,
    windows: 0.25,
    facades: ["etics", "alusheet", "fibrecement", "facing"],
    roof: "flat",
    related: ["hospital", "apartments"],
    interior: { doorint: 0.046, gypsum: 0.017, stud: 2.1, screed: 0.05, plaster: 0.01, ceramic: 0.24 },
    services: { sanitary: 0.043, duct: 0.3, pipe: 0.55, light: 0.16, lift: 0.0003, ahu: 0.0006 },
    floor: "carpet",
    covered: 0.55,
  },
  parking: {
    structures: ["precast", "steel", "insitu"],
    area: [1800, 42000],
    storeys: 7,
    plate: 900,
    storeyHeightM: 2.8,
    windows: 0,
    facades: ["open"],
    roof: "none",
    related: ["warehouse"],
    interior: { asphalt: 0.035, railing: 0.13, gravel: 0.12, doorext: 0.0012, epoxy: 0.35 },
    services: { light: 0.028, sprinkler: 0.06, lift: 0.00012, pipe: 0.05 },
    floor: "epoxy",
    covered: 0.35,
  },
};

/** Masonry units by country, the usual first. */
export const WALL_UNITS: Record<Country, readonly MaterialKey[]> = {
  DE: ["sandlime", "clayblock", "aac"],
  AT: ["clayblock", "clayblock", "aac"],
  CH: ["clayblock", "sandlime"],
  NL: ["sandlime", "sandlime", "aac"],
  BE: ["clayblock", "clayblock", "rockblock"],
  GB: ["rockblock", "aac", "brick"],
  IE: ["rockblock", "rockblock", "brick"],
  US: ["rockblock", "rockblock", "brick"],
};

/** What half of the floor has, by level of finish: basic, usual, high. */
export const FLOORS_BY_SPEC: readonly Intensities[] = [
  { vinyl: 0.6, laminate: 0.4 },
  { ceramic: 0.45, linoleum: 0.3, laminate: 0.25 },
  { parquet: 0.55, granite: 0.25, marble: 0.2 },
];

export const WINDOWS_BY_SPEC: readonly (readonly [MaterialKey, number])[][] = [
  [
    ["winpvc", 0.85],
    ["winwood", 0.15],
  ],
  [
    ["winwood", 0.5],
    ["winpvc", 0.2],
    ["winalu", 0.3],
  ],
  [
    ["winalu", 0.6],
    ["winwood", 0.4],
  ],
];

/** How much there is of services against the usual level. */
export const SERVICES_BY_SPEC: readonly number[] = [0.72, 1, 1.45];
