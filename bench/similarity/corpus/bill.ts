import {
  FACADES,
  type Facade,
  FLOORS_BY_SPEC,
  type Intensities,
  SERVICES_BY_SPEC,
  type Structure,
  TRAITS,
  WALL_UNITS,
  WINDOWS_BY_SPEC,
} from "./data/buildings.ts";
import type { MaterialKey } from "./data/names.ts";
import type { Country } from "./data/places.ts";
import type { BuildingType } from "./data/wording.ts";
import type { Random } from "./random.ts";

/** What a building is. Only the drawing of a bill and the grading see it; no search does. */
export interface Latent {
  type: BuildingType;
  structure: Structure;
  /** Id of a region. */
  region: string;
  country: Country;
  /** Gross floor area. */
  areaM2: number;
  storeys: number;
  /** Level of finish: 0 basic, 1 usual, 2 high. */
  spec: 0 | 1 | 2;
}

/** What was chosen for a building besides: it changes the bill and counts for no grade. */
export interface Choices {
  facade: Facade;
  wallUnit: MaterialKey;
  window: MaterialKey;
  roofing: MaterialKey;
  insulation: MaterialKey;
  heatPump: boolean;
}

export type Part = "structure" | "envelope" | "interior" | "services";

export interface BillItem {
  key: MaterialKey;
  part: Part;
  quantity: number;
}

export function chooseFor(
  { type, spec, country }: Omit<Latent, "areaM2" | "storeys">,
  random: Random,
): Choices {
  const traits = TRAITS[type];
  const dutch = country === "NL" || country === "BE" || country === "GB" || country === "IE";
  const facade =
    traits.facades.includes("facing") && dutch && random.chance(0.5) ? "facing" : random.pick(traits.facades);
  return {
    facade,
    wallUnit: random.pick(WALL_UNITS[country]),
    window: random.weighted(WINDOWS_BY_SPEC[spec] ?? []),
    roofing: roofingOf(traits.roof, random),
    insulation: random.weighted([
      ["glasswool", 0.5],
      ["woodfibre", 0.3],
      ["cellulose", 0.2],
    ]),
    heatPump: random.chance([0.15, 0.45, 0.85][spec] ?? 0),
  };
}

function roofingOf(roof: string, random: Random): MaterialKey {
  if (roof === "pitched")
    return random.weighted([
      ["tile", 0.55],
      ["concretetile", 0.3],
      ["zinc", 0.15],
    ]);
  return random.weighted([
    ["bitumen", 0.55],
    ["epdm", 0.45],
  ]);
}

/** Storeys that a building of a type and size has. */
export function storeysOf(type: BuildingType, areaM2: number, random: Random): number {
  const { storeys, plate } = TRAITS[type];
  const wanted = Math.sqrt(areaM2 / plate) * random.between(0.75, 1.2);
  return Math.max(1, Math.min(storeys, Math.round(wanted)));
}

/** The bill of a building. Quantities spread as between real projects: a part as a whole, then each line. */
export function billOf(latent: Latent, choices: Choices, random: Random): BillItem[] {
  const parts: [Part, number, number, Intensities][] = [
    ["structure", 0.08, 0.14, frame(latent, choices)],
    ["envelope", 0.12, 0.18, envelope(latent, choices)],
    ["interior", 0.1, 0.22, interior(latent)],
    ["services", 0.15, 0.3, services(latent, choices)],
  ];
  const items = new Map<MaterialKey, BillItem>();
  for (const [part, common, own, intensities] of parts) {
    const whole = random.factor(common);
    for (const [key, perM2] of entries(intensities)) {
      const quantity = latent.areaM2 * perM2 * whole * random.factor(own);
      const known = items.get(key);
      items.set(key, { key, part: known?.part ?? part, quantity: quantity + (known?.quantity ?? 0) });
    }
  }
  return [...items.values()];
}

function entries(intensities: Intensities): [MaterialKey, number][] {
  return (Object.entries(intensities) as [MaterialKey, number][]).filter(([, perM2]) => perM2 > 0);
}

/** Concrete of the foundations and the ground slab per m² of floor area. */
const foundations = (storeys: number) => 0.05 + 0.2 / storeys;

function frame({ type, structure, storeys }: Latent, { wallUnit, insulation }: Choices): Intensities {
  const ground = foundations(storeys);
  const tall = 1 + 0.02 * Math.max(0, storeys - 3);
  const hall = type === "warehouse" || type === "retail";
  const open = type === "parking";
  switch (structure) {
    case "insitu":
      return { concrete: 0.33 * tall + ground, rebar: 40 * tall + 60 * ground, [wallUnit]: open ? 0 : 0.05 };
    case "precast":
      return {
        precast: (hall ? 0.11 : 0.2) * tall,
        hollowcore: hall ? 0 : 0.17,
        concrete: ground + (open ? 0.06 : 0.03),
        rebar: 55 * ground + 4,
        screed: open ? 0 : 0.035,
      };
    case "steel":
      return {
        steel: (hall ? 36 : open ? 42 : 50) * tall,
        deck: hall ? 0 : 0.9,
        purlin: hall ? 6.5 : 0,
        concrete: ground + (hall ? 0 : 0.12),
        rebar: 50 * ground + (hall ? 0 : 6),
      };
    case "masonry":
      return { [wallUnit]: 0.27, mortar: 0.022, concrete: 0.2 + ground, rebar: 17 + 45 * ground };
    case "timberframe":
      return {
        softwood: 0.09,
        osb: 0.03,
        [insulation]: 0.2,
        gypsum: 0.02,
        concrete: ground,
        rebar: 45 * ground,
      };
    case "masstimber":
      return hall
        ? { glulam: 0.05, softwood: 0.02, osb: 0.022, concrete: ground, rebar: 50 * ground }
        : { clt: 0.23, glulam: 0.03, gypsum: 0.012, concrete: ground + 0.03, rebar: 50 * ground };
  }
}

/** Façade and roof, by what a compact plan of that size has of them per m² of floor area. */
function envelope({ type, areaM2, storeys, spec }: Latent, choices: Choices): Intensities {
  const { storeyHeightM, windows, roof } = TRAITS[type];
  const facade = 5.2 * Math.sqrt(storeys / areaM2) * storeyHeightM;
  const curtain =
    type === "office" ? ([0.1, 0.32, 0.55][spec] ?? 0) : type === "hotel" && spec === 2 ? 0.15 : 0;
  const out: Intensities = { curtain: facade * curtain, [choices.window]: facade * windows * (1 - curtain) };
  const closed = facade * (1 - curtain) * (1 - windows);
  for (const [key, perM2] of entries(FACADES[choices.facade])) out[key] = closed * perM2;
  const plan = 1 / storeys;
  if (roof === "pitched") {
    out[choices.roofing] = plan * (choices.roofing === "zinc" ? 7 : 1.3);
    out.softwood = 0.035 * plan;
    out.glasswool = 0.26 * plan;
  } else if (roof !== "none") {
    out[choices.roofing] = 1.08 * plan;
    out.pir = 0.14 * plan;
    out.vapour = 1.05 * plan;
    if (roof === "deck") out.deck = plan;
    if (spec === 2 && roof === "flat") out.greenroof = 0.6 * plan;
  }
  return out;
}

function interior({ type, spec }: Latent): Intensities {
  const { interior: base, floor, covered } = TRAITS[type];
  const out: Intensities = { ...base };
  const industrial = floor === "epoxy";
  if (industrial) {
    out.epoxy = covered * ([0.5, 1, 2.2][spec] ?? 1);
    return out;
  }
  out[floor] = (out[floor] ?? 0) + covered * 0.55;
  for (const [key, share] of entries(FLOORS_BY_SPEC[spec] ?? {}))
    out[key] = (out[key] ?? 0) + covered * 0.45 * share;
  out.paint = 2.1;
  return out;
}

function services({ type, spec }: Latent, { heatPump }: Choices): Intensities {
  const level = SERVICES_BY_SPEC[spec] ?? 1;
  const out: Intensities = {};
  for (const [key, perM2] of entries(TRAITS[type].services)) out[key] = perM2 * level;
  if (heatPump) {
    out.heatpump = out.boiler ?? 0.0007;
    delete out.boiler;
  } else if (TRAITS[type].roof !== "none") out.boiler ??= 0.0005;
  return out;
}
