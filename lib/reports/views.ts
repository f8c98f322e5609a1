import type { Readable } from "node:stream";
import { z } from "zod";
import { LOCALES } from "#lib/i18n/locales.ts";

export const EXPORT_FORMATS = ["xlsx", "csv", "pdf", "ifc"] as const;

export const ExportQuery = z.object({
  format: z.enum(EXPORT_FORMATS),
  /**
   * Of CSV: the estimate's lines, the elements of the take-off, carbon by module and building element (RICS), the
   * declarations that lines are counted by; or what people corrected of the take-off.
   */
  rows: z.enum(["lines", "elements", "carbon", "epds", "corrections"]).default("lines"),
  /** Language of headings and sentences. Without one the person's own choice, else the organisation's, else English. */
  locale: z.enum(LOCALES).optional(),
});

/** A document that is made while it is sent. */
export interface Exported {
  filename: string;
  contentType: string;
  body: Readable;
}
