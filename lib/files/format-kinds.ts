import type { FileFormat } from "#db/schema/files.ts";

/** IFC, packed or not: what has shapes, is drawn in the browser, and is exported as IFC again. */
export const isModel = (format: FileFormat): boolean => format === "ifc" || format === "ifczip";

/** What has layers and blocks. */
export const isDrawing = (format: FileFormat): format is "dwg" | "dxf" =>
  format === "dwg" || format === "dxf";

/** What has rows and columns. */
export const isSpreadsheet = (format: FileFormat): format is "xlsx" | "csv" =>
  format === "xlsx" || format === "csv";

/** Why the processing of a file ended without a take-off: its format is taken in, kept and described, but not measured. */
export const ONLY_STORED = "format_not_supported_yet";

/** What files of a format are called by: a Revit family is what a project is, and is let in by the same word. */
export const extensionsOf = (format: string): readonly string[] =>
  format === "rvt" ? ["rvt", "rfa"] : [format];
