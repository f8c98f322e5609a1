import type { CatalogueEntry, Codes } from "./types.ts";

/** What decides the cost group of an element besides its class, as far as the model states it. */
export interface Stated {
  isExternal: boolean | null;
  loadBearing: boolean | null;
  predefinedType: string | null;
}

/** The cost group of a class: a code, or a rule that needs what the model states of the element. Null: it is not known. */
type CostGroup = string | ((stated: Stated) => string | null);

const outsideOrInside =
  (outside: string, inside: string): CostGroup =>
  ({ isExternal }) =>
    isExternal === null ? null : isExternal ? outside : inside;

/** 331/332 and 341/342 need both facts; one leaves 330/340 where it is the one that tells outside from inside. */
const wall: CostGroup = ({ isExternal, loadBearing }) => {
  if (isExternal === null) return null;
  const parent = isExternal ? "33" : "34";
  return loadBearing === null ? `${parent}0` : `${parent}${loadBearing ? 1 : 2}`;
};

const byType =
  (types: Record<string, string>, otherwise: CostGroup | null = null): CostGroup =>
  (stated) => {
    const code = types[stated.predefinedType ?? ""] ?? null;
    if (code !== null) return code;
    return typeof otherwise === "function" ? otherwise(stated) : otherwise;
  };

/** Inside a building; what stands outside may be of the outdoor works (500). */
const unlessOutside =
  (code: string): CostGroup =>
  ({ isExternal }) =>
    isExternal ? null : code;

/**
 * DIN 276:2018 cost groups by IFC class. A class that stands in several groups has the one that the model's statements
 * leave, the parent where they leave several of one parent, else none: nothing is guessed.
 */
const DIN_276: [RegExp, CostGroup][] = [
  [/^IfcFooting/, byType({ PILE_CAP: "323", PAD_FOOTING: "322", STRIP_FOOTING: "322" }, "320")],
  [/^Ifc(Pile|DeepFoundation|CaissonFoundation)/, "323"],
  [/^IfcWall/, wall],
  [/^IfcCurtainWall/, ({ isExternal }) => (isExternal === false ? "346" : "337")],
  [/^IfcWindow/, byType({ SKYLIGHT: "362", LIGHTDOME: "362" }, outsideOrInside("334", "344"))],
  [/^IfcDoor/, outsideOrInside("334", "344")],
  [/^IfcColumn/, outsideOrInside("333", "343")],
  [/^IfcSlab/, byType({ FLOOR: "351", LANDING: "351", BASESLAB: "322", ROOF: "361" })],
  [/^IfcBeam/, byType({ JOIST: "351", HOLLOWCORE: "351" })],
  [/^IfcMember/, byType({ RAFTER: "361", PURLIN: "361" })],
  [/^Ifc(Stair|StairFlight|Ramp|RampFlight)/, unlessOutside("351")],
  [/^IfcRoof/, "360"],
  [/^IfcCovering/, byType({ ROOFING: "363" })],
  [/^IfcRailing/, unlessOutside("359")],
  // Water, waste water, gas and heating are carried by the same pipes.
  [/^IfcPipe/, "400"],
  [/^Ifc(Sanitary|Waste|Stack)/, "410"],
  [/^Ifc(Boiler|Burner|SpaceHeater|HeatExchanger)/, "420"],
  [/^Ifc(Duct|AirTerminal|Fan|UnitaryEquipment|AirToAir|Chiller|Damper)/, "430"],
  [/^Ifc(Cable|Light|Lamp|Outlet|Switching|Electric|Transformer|Junction|Protective)/, "440"],
  [/^Ifc(Alarm|CommunicationsAppliance|AudioVisual)/, "450"],
  [/^IfcTransportElement/, "460"],
  [/^IfcFireSuppression/, "474"],
  [/^Ifc(Sensor|Controller|Actuator|DistributionControl)/, "480"],
];

/** UniFormat II level 2 where the class says more than the material does: concrete is a footing or a floor. */
const UNIFORMAT: [RegExp, string][] = [
  [/^Ifc(Footing|Pile|DeepFoundation)/, "A10"],
  [/^Ifc(Column|Beam|Slab|Member)/, "B10"],
  [/^Ifc(Stair|Ramp)/, "C20"],
  [/^IfcRoof/, "B30"],
];

/** Structural materials whose UniFormat code follows the class they are used in. */
const FOLLOWS_CLASS = /^(A10|B10)$/;
/** Materials of the enclosure, which in a floor or a roof are of that. */
const ENCLOSURE = /^(B20|B30)$/;

/** What is stated of a line that no element stands behind. */
export const NOTHING_STATED: Stated = { isExternal: null, loadBearing: null, predefinedType: null };

/** DIN 276:2018 cost group of an element, by its class and what the model states of it; null: not known. */
export function costGroupOf(ifcClass: string | null, stated: Stated): string | null {
  const group = DIN_276.find(([pattern]) => ifcClass !== null && pattern.test(ifcClass))?.[1] ?? null;
  return typeof group === "function" ? group(stated) : group;
}

/** Codes of a line: MasterFormat by material, UniFormat by material, class and cost group, DIN 276 as measured. Null: not known. */
export function codesOf(entry: CatalogueEntry, ifcClass: string | null, din276: string | null): Codes {
  return { masterFormat: entry.codes.masterFormat, uniFormat: uniFormatOf(entry, ifcClass, din276), din276 };
}

function uniFormatOf(entry: CatalogueEntry, ifcClass: string | null, din276: string | null): string | null {
  const own = entry.codes.uniFormat;
  if (own === null || ifcClass === null) return own;
  const byClass = UNIFORMAT.find(([pattern]) => pattern.test(ifcClass))?.[1] ?? own;
  if (ifcClass === "IfcRoof") return byClass;
  if (ifcClass.startsWith("IfcSlab")) {
    if (ENCLOSURE.test(own) && din276 === "361") return "B30";
    if (ENCLOSURE.test(own) || FOLLOWS_CLASS.test(own)) return din276 === "322" ? "A10" : byClass;
  }
  return FOLLOWS_CLASS.test(own) ? byClass : own;
}
