import type { IfcSchema } from "#lib/processing/types.ts";
import { ELEMENT_CLASSES } from "./ifc-classes.generated.ts";

export type { IfcSchema };

export interface ElementClass {
  /** The schema's own spelling, e.g. `IfcWallStandardCase`. */
  name: string;
  /** Place of PredefinedType in the attribute list, or null when the class has none. */
  predefinedType: number | null;
}

/**
 * The element class written as `type` (upper case, as in a STEP file), or undefined when it is no element of the
 * estimate. Classes that only another supported schema knows are accepted: exporters mix them.
 */
export function elementClass(type: string): ElementClass | undefined {
  return CLASSES.get(type);
}

const CLASSES = new Map<string, ElementClass>();
for (const schema of ["IFC2X3", "IFC4", "IFC4X3"] as const) {
  for (const word of ELEMENT_CLASSES[schema].trim().split(/\s+/)) {
    const [name = "", index] = word.split(":");
    const known = CLASSES.get(name.toUpperCase());
    // PredefinedType stands at the same place in every schema that has it (a test asserts it).
    if (!known || known.predefinedType === null)
      CLASSES.set(name.toUpperCase(), {
        name,
        predefinedType: index === undefined ? null : Number(index),
      });
  }
}

const SUPPORTED = new Map<string, IfcSchema>([
  ["IFC2X3", "IFC2X3"],
  ["IFC2X3_TC1", "IFC2X3"],
  ["IFC4", "IFC4"],
  ["IFC4_ADD1", "IFC4"],
  ["IFC4_ADD2", "IFC4"],
  ["IFC4_ADD2_TC1", "IFC4"],
  ["IFC4X3", "IFC4X3"],
  ["IFC4X3_TC1", "IFC4X3"],
  ["IFC4X3_ADD1", "IFC4X3"],
  ["IFC4X3_ADD2", "IFC4X3"],
]);

/** The supported schema a FILE_SCHEMA name stands for, or undefined (previews such as IFC4X1 are not supported). */
export function supportedSchema(name: string): IfcSchema | undefined {
  return SUPPORTED.get(name.trim().toUpperCase());
}

/** True when `type` is one of the named classes or a later specialisation of them (`…StandardCase`, `…ElementedCase`). */
export function isClass(ifcClass: string, names: ReadonlySet<string>): boolean {
  return names.has(ifcClass.replace(/(Standard|Elemented)Case$/, ""));
}
