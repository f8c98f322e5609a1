import type { StepEntity, StepModel } from "./step/model.ts";
import { numberOf, refId, refIds, textOf } from "./step/values.ts";
import type { MeasureKind, ProjectUnits } from "./units.ts";

/** One stated quantity in SI. */
export interface StatedQuantity {
  /** Name in lower case without spaces, hyphens and underscores, e.g. `netvolume`. */
  name: string;
  kind: MeasureKind;
  value: number;
  /** True when it stands inside a complex quantity, so it is about a part (a layer), not the whole. */
  nested: boolean;
}

const KIND: Record<string, MeasureKind> = {
  IFCQUANTITYLENGTH: "length",
  IFCQUANTITYAREA: "area",
  IFCQUANTITYVOLUME: "volume",
  IFCQUANTITYWEIGHT: "mass",
};

const MAX_DEPTH = 8;

/**
 * Collects every stated quantity of an object: all its IfcElementQuantity sets and those of its type. The same name may
 * stand several times with different values; all are kept, for the mesh to decide.
 */
export class QuantityReader {
  private readonly model: StepModel;
  private readonly units: ProjectUnits;
  private readonly setsByObject = new Map<number, number[]>();

  constructor(model: StepModel, units: ProjectUnits) {
    this.model = model;
    this.units = units;
    for (const rel of model.all("IFCRELDEFINESBYPROPERTIES")) {
      const sets = refIds(rel.attributes[5]).filter((id) => model.typeOf(id) === "IFCELEMENTQUANTITY");
      if (sets.length === 0) continue;
      for (const objectId of refIds(rel.attributes[4])) {
        const known = this.setsByObject.get(objectId);
        if (known) known.push(...sets);
        else this.setsByObject.set(objectId, [...sets]);
      }
    }
  }

  /** Quantities of the object, then those of its type object when it has one. */
  of(objectId: number, typeId: number | null): StatedQuantity[] {
    const own = this.setsByObject.get(objectId) ?? [];
    const out: StatedQuantity[] = [];
    for (const setId of new Set([...own, ...this.typeSets(typeId)])) {
      for (const id of refIds(this.model.get(setId)?.attributes[5])) this.read(id, false, 0, out);
    }
    return out;
  }

  private typeSets(typeId: number | null): number[] {
    if (typeId === null) return [];
    const sets = refIds(this.model.get(typeId)?.attributes[5]);
    return [...sets, ...(this.setsByObject.get(typeId) ?? [])].filter(
      (id) => this.model.typeOf(id) === "IFCELEMENTQUANTITY",
    );
  }

  private read(id: number, nested: boolean, depth: number, out: StatedQuantity[]): void {
    const quantity = this.model.get(id);
    if (!quantity) return;
    const kind = KIND[quantity.type];
    if (kind) {
      const stated = this.readSimple(quantity, kind, nested);
      if (stated) out.push(stated);
    } else if (quantity.type === "IFCPHYSICALCOMPLEXQUANTITY" && depth < MAX_DEPTH) {
      for (const part of refIds(quantity.attributes[2])) this.read(part, true, depth + 1, out);
    }
  }

  private readSimple(quantity: StepEntity, kind: MeasureKind, nested: boolean): StatedQuantity | null {
    const name = textOf(quantity.attributes[0]);
    const value = numberOf(quantity.attributes[3]);
    if (name === null || value === null) return null;
    const ownUnit = refId(quantity.attributes[2]);
    const factor = ownUnit === null ? this.units[kind] : this.units.factorOf(ownUnit, kind);
    // A unit of another kind says nothing that can be converted.
    if (factor === null) return null;
    return { name: quantityName(name), kind, value: value * factor, nested };
  }
}

/** The form quantity names are compared in. */
export function quantityName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}
