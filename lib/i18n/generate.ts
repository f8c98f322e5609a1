import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LOCALES } from "./locales.ts";

/**
 * `node lib/i18n/generate.ts`: writes the list of catalogues. A list of imports, not a search at run time, so that the
 * bundler and the types see them. A test fails when it is stale.
 */
export const TARGET = path.join(import.meta.dirname, "catalogue.ts");

if (import.meta.main) writeFileSync(TARGET, generatedCatalogue());

/** The text of the generated file. */
export function generatedCatalogue(): string {
  const areas = areasOnDisk();
  return [
    "// Written by `node lib/i18n/generate.ts` from the files below lib/i18n/messages. Do not edit.",
    ...LOCALES.toSorted().flatMap((locale) =>
      areas.map(
        (area) =>
          `import ${nameOf(locale, area)} from "./messages/${locale}/${area}.json" with { type: "json" };`,
      ),
    ),
    "",
    ...LOCALES.flatMap((locale) => [
      `export const ${locale} = {`,
      ...areas.map((area) => `  ${/^\w+$/.test(area) ? area : `"${area}"`}: ${nameOf(locale, area)},`),
      "};",
      "",
    ]),
  ].join("\n");
}

export function areasOnDisk(): string[] {
  return readdirSync(path.join(import.meta.dirname, "messages/en"))
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();
}

function nameOf(locale: string, area: string): string {
  return `${locale}${area.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
}
