import { writeFile } from "node:fs/promises";
import { pagePatterns, routeFiles, WITHOUT_DECLARATION } from "#lib/http/route-files.ts";

/**
 * `npm run generate:routes`: writes the list of route modules that the API description is made of. A list of imports, not
 * a search at run time, so that the bundler sees them. A test fails when it is stale.
 */
const TARGET = "lib/http/routes.generated.ts";
/** Addresses alone, for what must not load the routes. */
const PATTERNS = "lib/http/patterns.generated.ts";

if (import.meta.main) {
  await writeFile(TARGET, await generatedRoutes());
  await writeFile(PATTERNS, await generatedPatterns());
  console.log(`wrote ${TARGET} and ${PATTERNS}`);
}

/** The text of the generated file. */
export async function generatedRoutes(): Promise<string> {
  const routes = (await routeFiles()).filter(({ pattern }) => !(pattern in WITHOUT_DECLARATION));
  return [
    "// Written by `npm run generate:routes` from the files below app/api. Do not edit.",
    "",
    "export const ROUTE_MODULES = {",
    ...routes.map(({ file, pattern }) => entry(`"${pattern}": () =>`, `import("../../${file}"),`)),
    "};",
    "",
  ].join("\n");
}

/** The text of the file of patterns. */
export async function generatedPatterns(): Promise<string> {
  const routes = (await routeFiles()).map(({ pattern }) => pattern.replaceAll("{", "[").replaceAll("}", "]"));
  const list = (name: string, patterns: string[]) => [
    `export const ${name} = [`,
    ...patterns.map((pattern) => `  "${pattern}",`),
    "];",
    "",
  ];
  return [
    "// Written by `npm run generate:routes` from the files below app. Do not edit.",
    "",
    ...list("API_PATTERNS", routes),
    ...list("PAGE_PATTERNS", await pagePatterns()),
  ].join("\n");
}

/** As the formatter would break it. */
function entry(key: string, load: string): string {
  const line = `  ${key} ${load}`;
  return line.length > 110 ? `  ${key}\n    ${load}` : line;
}
