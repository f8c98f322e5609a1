import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { buildWhereNeeded } from "../server/build.ts";
import { firstLoads, LIMIT } from "./first-load.ts";

/**
 * Holds the production build to its budget: scripts of a page's first load, gzip, and what must load on demand alone. A
 * part of `npm test`; prints every page with `--all`, else those that are over. Ends with 1 where there is one.
 */

/** What no page may load before somebody asks for it, by a text that is in its code alone. */
const ON_DEMAND = [{ what: "the 3D view (three.js)", mark: "WebGLRenderer" }];

const kB = (bytes: number) => (bytes / 1000).toFixed(1).padStart(7);

await buildWhereNeeded(new AbortController().signal);
const loads = await firstLoads();
const over = loads.filter(({ bytes }) => bytes > LIMIT);
for (const { bytes, chunks, route } of process.argv.includes("--all") ? loads : over)
  console.log(
    `${kB(bytes)} kB  ${(bytes > LIMIT ? "over" : "").padEnd(4)}  ${chunks.length} scripts  ${route}`,
  );
console.log(
  `${loads.length} pages; ${over.length} load more than ${LIMIT / 1000} kB of scripts at first (gzip).`,
);
const early = await loadedTooEarly();
for (const { what, routes } of early) console.log(`${what} is in the first load of ${routes.join(", ")}`);
process.exit(loads.length > 0 && over.length === 0 && early.length === 0 ? 0 : 1);

/** By page, what of ON_DEMAND its first load has. Throws for a mark that no script of the build has: it would find nothing. */
async function loadedTooEarly(): Promise<{ what: string; routes: string[] }[]> {
  const folder = path.join(".next", "static", "chunks");
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".js"));
  const found: { what: string; routes: string[] }[] = [];
  for (const { what, mark } of ON_DEMAND) {
    const holders = new Set<string>();
    for (const name of names)
      if ((await readFile(path.join(folder, name), "utf8")).includes(mark))
        holders.add(`static/chunks/${name}`);
    if (holders.size === 0)
      throw new Error(`No script of the build has "${mark}", by which ${what} is known.`);
    const routes = loads
      .filter(({ chunks }) => chunks.some((chunk) => holders.has(chunk)))
      .map(({ route }) => route);
    if (routes.length > 0) found.push({ what, routes });
  }
  return found;
}
