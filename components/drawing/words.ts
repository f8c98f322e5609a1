import { classLabel } from "#components/files/class-label.ts";
import type { Units } from "#components/format/units.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { DrawingUnitAnswer, ElementMappingAnswer, MappingAnswer } from "./queries.ts";

type T = Translator<"drawing">;
export type MeasureAnswer = ElementMappingAnswer["measure"];

export const MEASURES = [
  "count",
  "length",
  "area",
  "length_height",
  "length_height_thickness",
  "area_thickness",
  "area_height",
] as const satisfies readonly MeasureAnswer[];

export const needsHeight = (measure: MeasureAnswer) =>
  measure === "length_height" || measure === "length_height_thickness" || measure === "area_height";
export const needsThickness = (measure: MeasureAnswer) =>
  measure === "length_height_thickness" || measure === "area_thickness";
export const isByLength = (measure: MeasureAnswer) =>
  measure === "length" || measure === "length_height" || measure === "length_height_thickness";

/** Units that a person may say, the common ones first. */
export const UNITS = [
  "mm",
  "cm",
  "m",
  "in",
  "ft",
  "dm",
  "km",
  "yd",
  "mi",
  "us_ft",
  "us_in",
  "us_yd",
] as const satisfies readonly DrawingUnitAnswer[];

/** What plans are made of; a class that a mapping has beside these stays to choose. */
export const CLASSES = [
  "IfcWall",
  "IfcCurtainWall",
  "IfcSlab",
  "IfcRoof",
  "IfcColumn",
  "IfcBeam",
  "IfcMember",
  "IfcPlate",
  "IfcFooting",
  "IfcPile",
  "IfcStair",
  "IfcRamp",
  "IfcRailing",
  "IfcCovering",
  "IfcDoor",
  "IfcWindow",
  "IfcFurniture",
  "IfcSanitaryTerminal",
  "IfcPipeSegment",
  "IfcDuctSegment",
  "IfcCableCarrierSegment",
  "IfcSpaceHeater",
  "IfcLightFixture",
  "IfcOutlet",
  "IfcTransportElement",
  "IfcBuildingElementProxy",
] as const;

/** A mapping in a line: "Wall: length × height × thickness (3 m, 0.2 m), Brick, Ground floor". */
export function describeMapping(t: T, units: Units, mapping: MappingAnswer): string {
  if (mapping.use === "leave_out") return t("leftOut");
  const { measure, height_m: height, thickness_m: thickness } = mapping;
  const sizes = [
    ...(needsHeight(measure) && height !== null ? [units.quantity(height, "m")] : []),
    ...(needsThickness(measure) && thickness !== null ? [units.quantity(thickness, "m")] : []),
  ];
  const measured =
    sizes.length === 0
      ? t(`measure.${measure}`)
      : t("sized", { measure: t(`measure.${measure}`), sizes: sizes.join(" · ") });
  return [
    t("takenAs", { class: classLabel(mapping.ifc_class), measured }),
    ...(mapping.two_lines ? [t("byFaces")] : []),
    ...(mapping.material === null ? [] : [mapping.material]),
    ...(mapping.storey === null ? [] : [mapping.storey]),
  ].join(" · ");
}
