import { z } from "zod";
import { problemText } from "#lib/i18n/problem-text.ts";
import { elementClass } from "#lib/processing/geometry/ifc-classes.ts";

export const MAPPING_KINDS = ["layer", "block"] as const;
export type MappingKind = (typeof MAPPING_KINDS)[number];

/**
 * What is taken off a layer's things or a block's inserts:
 * - `count`: how many; `length`: their length; `area`: what they enclose or fill.
 * - `length_height`: length × height, an area; `length_height_thickness`: and a volume by the thickness.
 * - `area_thickness`: area × thickness, a volume with its area, as of slabs.
 * - `area_height`: area × height, a volume, as of walls and columns drawn by their outlines.
 */
export const MEASURES = [
  "count",
  "length",
  "area",
  "length_height",
  "length_height_thickness",
  "area_thickness",
  "area_height",
] as const;
export type Measure = (typeof MEASURES)[number];

export const NEEDS_HEIGHT: ReadonlySet<Measure> = new Set([
  "length_height",
  "length_height_thickness",
  "area_height",
]);
export const NEEDS_THICKNESS: ReadonlySet<Measure> = new Set(["length_height_thickness", "area_thickness"]);
export const BY_LENGTH: ReadonlySet<Measure> = new Set([
  "length",
  "length_height",
  "length_height_thickness",
]);

const LONGEST_NAME = 120;
const dimension = z.number().positive().max(1000).nullable().default(null);
const words = z.string().trim().min(1).max(LONGEST_NAME).nullable().default(null);

/** Of a layer or block that is part of the building. Heights and thicknesses in m. */
export const ElementMapping = z
  .strictObject({
    use: z.literal("element"),
    /** In the schema's spelling, e.g. `IfcWall`. */
    ifc_class: z
      .string()
      .max(100)
      .transform((name, context) => {
        const known = elementClass(name.toUpperCase());
        if (!known)
          context.addIssue({ code: "custom", message: problemText("drawing.classUnknown", { name }) });
        return known?.name ?? name;
      }),
    measure: z.enum(MEASURES),
    height_m: dimension,
    thickness_m: dimension,
    /** Each is drawn by its two faces: half the length counts. */
    two_lines: z.boolean().default(false),
    material: words,
    storey: words,
  })
  .superRefine(({ measure, height_m, thickness_m }, context) => {
    if (NEEDS_HEIGHT.has(measure) && height_m === null)
      context.addIssue({ code: "custom", path: ["height_m"], message: problemText("drawing.heightMissing") });
    if (NEEDS_THICKNESS.has(measure) && thickness_m === null)
      context.addIssue({
        code: "custom",
        path: ["thickness_m"],
        message: problemText("drawing.thicknessMissing"),
      });
  });

export const Mapping = z.discriminatedUnion("use", [
  z.strictObject({ use: z.literal("leave_out") }),
  ElementMapping,
]);
export type Mapping = z.output<typeof Mapping>;
export type ElementMapping = z.output<typeof ElementMapping>;
