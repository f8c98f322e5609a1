import type { CatalogueEntry, Codes } from "./types.ts";

/** DIN 276:2018 cost groups by IFC class, where the class says which. */
const DIN_276: [RegExp, string][] = [
  [/^Ifc(Footing|Pile|DeepFoundation)/, "320"],
  [/^IfcCurtainWall/, "337"],
  [/^IfcWindow/, "334"],
  [/^IfcColumn/, "333"],
  [/^Ifc(Slab|Beam|Stair|StairFlight|Ramp|RampFlight)/, "351"],
  [/^IfcRoof/, "361"],
  [/^IfcRailing/, "359"],
  [/^Ifc(Pipe|Sanitary|Waste|Stack)/, "410"],
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

/** Codes of a line: MasterFormat by material, UniFormat by material and class, DIN 276 by class. Null: not known. */
export function codesOf(entry: CatalogueEntry, ifcClass: string | null): Codes {
  const byClass = (table: [RegExp, string][]) =>
    table.find(([pattern]) => ifcClass !== null && pattern.test(ifcClass))?.[1] ?? null;
  const own = entry.codes.uniFormat;
  const uniFormat = own !== null && FOLLOWS_CLASS.test(own) ? (byClass(UNIFORMAT) ?? own) : own;
  return { masterFormat: entry.codes.masterFormat, uniFormat, din276: byClass(DIN_276) };
}
