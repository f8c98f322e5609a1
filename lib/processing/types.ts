/**
 * The take-off: what the geometry step hands to the steps after it.
 * All quantities are SI (m, m², m³, kg) and net: openings are subtracted.
 */

/**
 * Where a quantity came from:
 * - `stated`: the file's own base quantity, accepted because it agrees with the closed mesh within 2 %.
 * - `mesh`: measured on the closed mesh, openings applied.
 * - `low_confidence`: neither could be confirmed (open mesh, or a stated value nothing supports).
 */
export type QuantitySource = "stated" | "mesh" | "low_confidence";

export type QuantityKey = "lengthM" | "areaM2" | "volumeM3" | "weightKg";

export type Quantities = { [K in QuantityKey]?: number };
export type QuantitySources = { [K in QuantityKey]?: QuantitySource };

/** One material of an element. `share` is its part of the element's volume (0..1); shares of an element sum to 1. */
export interface ElementMaterial {
  name: string;
  /** Thickness of its layer, m; 0 for a membrane, null where it is no layer. */
  thicknessM: number | null;
  share: number;
  /** The file names several materials and not how much there is of each: `share` is an equal part, nothing to price by. */
  shareAssumed?: true;
}

/** What the file states of an element in its Pset_…Common; null: it does not say, or says both. */
export interface ElementFacts {
  isExternal: boolean | null;
  loadBearing: boolean | null;
}

export interface TakeoffElement extends ElementFacts {
  globalId: string;
  /** The file's own class in the schema's spelling, e.g. `IfcWallStandardCase`. */
  ifcClass: string;
  name: string | null;
  typeName: string | null;
  predefinedType: string | null;
  /** Index into `Takeoff.storeys`, or null when the element belongs to no storey. */
  storey: number | null;
  quantities: Quantities;
  sources: QuantitySources;
  materials: ElementMaterial[];
  /** GlobalId of the assembly it is a part of, or null. */
  parentGlobalId: string | null;
  /** False for an assembly whose parts carry the geometry: it is counted, never measured again. */
  measured: boolean;
}

/** A storey; in a model without storeys, a part of a bridge, road, railway or harbour in which elements stand. */
export interface TakeoffStorey {
  globalId: string;
  name: string;
  elevationM: number;
}

export type FloorAreaSource = "stated" | "measured" | "none";

/** Floor areas in m². Gross is by storey (GFA), net by spaces (NIA). */
export interface FloorAreas {
  grossM2: number | null;
  grossSource: FloorAreaSource;
  netM2: number | null;
  netSource: FloorAreaSource;
  /** Same order as `Takeoff.storeys`. */
  byStorey: {
    grossM2: number | null;
    grossSource: FloorAreaSource;
    netM2: number | null;
    netSource: FloorAreaSource;
  }[];
}

export interface Takeoff {
  schema: "IFC2X3" | "IFC4" | "IFC4X3";
  /** Name of the authoring application, when stated. */
  application: string | null;
  projectName: string | null;
  storeys: TakeoffStorey[];
  floorAreas: FloorAreas;
  elements: TakeoffElement[];
  /** Sentences a person should read: what was doubtful in the file, and what was done about it. */
  warnings: string[];
}
