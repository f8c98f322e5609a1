import { entryName } from "#lib/catalogue/entry-name.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { Report } from "./report-data.ts";

/** Names of the catalogue and what the take-off warned of, in the document's language. */
export const told = (report: Report, locale: Locale): Report => ({
  ...report,
  lines: report.lines.map((line) => ({ ...line, name: entryName(line.catalogueId, line.name, locale) })),
  model: report.model && {
    ...report.model,
    warnings: report.model.warnings.map((warning) => retold(warning, locale)),
  },
});
