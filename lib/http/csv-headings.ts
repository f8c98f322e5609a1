import { z } from "zod";
import { LOCALES } from "#lib/i18n/locales.ts";

/** Of a download as CSV that people open as well as programs. */
export const CsvHeadings = z.object({
  /** Language of the first line's headings. Without one they are the names of the API, which never change. */
  locale: z.enum(LOCALES).optional(),
});
export type CsvHeadings = z.output<typeof CsvHeadings>;
