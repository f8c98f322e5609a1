import type { ElementMaterial, TakeoffElement } from "#lib/processing/types.ts";
import type { FactReader } from "./facts.ts";
import type { ElementClass } from "./ifc-classes.ts";
import { elementClass } from "./ifc-classes.ts";
import type { MaterialReader } from "./materials.ts";
import type { MeasureRule } from "./measure-rules.ts";
import { measureRule } from "./measure-rules.ts";
import { checkCount, checkMaterials } from "./model-limits.ts";
import type { ProfileArea, ProfileReader } from "./profile-area.ts";
import type { StepEntity, StepModel } from "./step/model.ts";
import { enumOf, numberOf, refId, textOf } from "./step/values.ts";
import type { Structure } from "./structure.ts";
import type { SweepReader } from "./sweep-length.ts";
import type { ProjectUnits } from "./units.ts";

/** An element as the file describes it, before it is measured. */
export interface DescribedElement {
  id: number;
  typeId: number | null;
  rule: MeasureRule;
  hasRepresentation: boolean;
  /** A floor slab, whose footprint makes the gross floor area. */
  isFloor: boolean;
  /** An IfcVirtualElement: a boundary that is nothing to build. */
  isVirtual: boolean;
  /** The parametric profile it is extruded from, or null. */
  profile: ProfileArea | null;
  /** Length of the curve it is swept along, m, or null. */
  sweptLengthM: number | null;
  hasOpenings: boolean;
  overallAreaM2: number | null;
  takeoff: TakeoffElement;
}

interface Readers {
  structure: Structure;
  materials: MaterialReader;
  profiles: ProfileReader;
  facts: FactReader;
  sweeps: SweepReader;
}

/** Every element of the model, in the file's order: class, name, type, storey, whole and materials. Throws `TakeoffError` (`ifc_too_many`). */
export function describeElements(
  model: StepModel,
  readers: Readers,
  units: ProjectUnits,
): DescribedElement[] {
  const out: DescribedElement[] = [];
  for (const type of model.types()) {
    const known = elementClass(type);
    if (!known) continue;
    for (const entity of model.all(type)) {
      out.push(describeElement(entity, known, model, readers, units));
      checkCount("elements", out.length);
    }
  }
  checkMaterials(out.map(({ takeoff }) => takeoff));
  return out.sort((a, b) => a.id - b.id);
}

function describeElement(
  entity: StepEntity,
  { name: ifcClass, predefinedType: place }: ElementClass,
  model: StepModel,
  { structure, materials, profiles, facts, sweeps }: Readers,
  units: ProjectUnits,
): DescribedElement {
  const { id, attributes } = entity;
  const typeId = structure.typeOf(id);
  const predefinedType = predefinedTypeOf(place === null ? null : enumOf(attributes[place]), attributes);
  const parentId = structure.parentOf(id);
  const parent =
    parentId !== null && elementClass(model.typeOf(parentId) ?? "") ? model.get(parentId) : undefined;
  const rule = measureRule(ifcClass);
  return {
    id,
    typeId,
    rule,
    hasRepresentation: refId(attributes[6]) !== null,
    isFloor: ifcClass.startsWith("IfcSlab") && predefinedType !== "ROOF",
    isVirtual: ifcClass === "IfcVirtualElement",
    profile: profiles.of(refId(attributes[6])),
    sweptLengthM: rule.length === "axis" ? sweeps.lengthOf(refId(attributes[6])) : null,
    hasOpenings: structure.hasOpenings(id),
    overallAreaM2: overallArea(ifcClass, attributes, units),
    takeoff: {
      globalId: textOf(attributes[0]) ?? `#${id}`,
      ifcClass,
      name: textOf(attributes[2]),
      typeName: structure.typeName(typeId) ?? textOf(attributes[4]),
      predefinedType: predefinedType ?? typePredefined(model, typeId),
      storey: structure.storeyOf(id),
      quantities: {},
      sources: {},
      ...facts.of(id, typeId),
      materials: materialsOf(id, typeId, structure, materials),
      parentGlobalId: parent ? textOf(parent.attributes[0]) : null,
      measured: true,
    },
  };
}

/** A user-defined type is named by ObjectType; NOTDEFINED says nothing. */
function predefinedTypeOf(value: string | null, attributes: StepEntity["attributes"]): string | null {
  if (value === null || value === "NOTDEFINED") return null;
  return value === "USERDEFINED" ? (textOf(attributes[4]) ?? value) : value;
}

/** The predefined type of an element's type object: the last enumeration among its own attributes. */
function typePredefined(model: StepModel, typeId: number | null): string | null {
  const type = typeId === null ? undefined : model.get(typeId);
  // IfcTypeObject and IfcTypeProduct and IfcElementType have nine attributes before a class's own.
  const value = enumOf(type?.attributes[9]);
  return value === "NOTDEFINED" || value === "USERDEFINED" ? null : value;
}

/** OverallHeight × OverallWidth (attributes 8 and 9 of IfcDoor and IfcWindow in every schema). */
function overallArea(
  ifcClass: string,
  attributes: StepEntity["attributes"],
  units: ProjectUnits,
): number | null {
  if (!/^Ifc(Door|Window)/.test(ifcClass)) return null;
  const height = numberOf(attributes[8]);
  const width = numberOf(attributes[9]);
  return height !== null && width !== null && height > 0 && width > 0
    ? height * width * units.length ** 2
    : null;
}

/** Materials of the element, else of its type, else of its wholes and their types. */
function materialsOf(
  id: number,
  typeId: number | null,
  structure: Structure,
  materials: MaterialReader,
): ElementMaterial[] {
  for (const object of [id, ...structure.ancestorsOf(id)]) {
    const own = materials.of(object);
    if (own.length > 0) return own;
    const objectType = object === id ? typeId : structure.typeOf(object);
    const fromType = objectType === null ? [] : materials.of(objectType);
    if (fromType.length > 0) return fromType;
  }
  return [];
}
