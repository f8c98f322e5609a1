import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { buildWhereNeeded } from "../server/build.ts";
import { type FirstLoad, firstLoads, LIMIT } from "./first-load.ts";
import notYet from "./not-yet.json" with { type: "json" };

/**
 * Holds the production build to its budget: scripts of a page's first load, gzip, and what must load on demand alone. A
 * part of `npm test`; prints every page with `--all`, else those that are over. Ends with 1 where one breaks it. Pages that
 * are still over stand in not-yet.json with the most that they may load, in kB: it only shrinks, and `--tighten` writes
 * into it what this build has come down to.
 */
const ALLOWED: Record<string, number> = notYet;

/** What no page may load before somebody asks for it, by a text that is in its code alone. */
const ON_DEMAND = [{ what: "the 3D view (three.js)", mark: "WebGLRenderer" }];

const allowed = ({ route }: FirstLoad) => (ALLOWED[route] ?? 0) * 1000 || LIMIT;
const kB = (bytes: number) => (bytes / 1000).toFixed(1).padStart(7);

await buildWhereNeeded(new AbortController().signal);
const loads = await firstLoads();
const over = loads.filter(({ bytes }) => bytes > LIMIT);
const broken = loads.filter((load) => load.bytes > allowed(load));
for (const load of process.argv.includes("--all") ? loads : over) {
  const mark = load.bytes > allowed(load) ? "BROKEN" : load.bytes > LIMIT ? "over" : "";
  console.log(`${kB(load.bytes)} kB  ${mark.padEnd(6)}  ${load.chunks.length} scripts  ${load.route}`);
}
for (const route of Object.keys(ALLOWED)) {
  const load = loads.find((page) => page.route === route);
  if (!load) console.log(`${route} is no page: take it out of not-yet.json.`);
  else if (load.bytes <= LIMIT) console.log(`${route} is within the budget: take it out of not-yet.json.`);
}
console.log(
  `${loads.length} pages; ${over.length} load more than ${LIMIT / 1000} kB of scripts at first (gzip), ${broken.length} more than they may.`,
);
if (process.argv.includes("--tighten")) await tighten();
const early = await loadedTooEarly();
for (const { what, routes } of early) console.log(`${what} is in the first load of ${routes.join(", ")}`);
process.exit(loads.length > 0 && broken.length === 0 && early.length === 0 ? 0 : 1);

/** Whole kB and one more, so that another name in the code is no breach. */
async function tighten(): Promise<void> {
  const left = over
    .filter(({ route }) => ALLOWED[route] !== undefined)
    .map(({ route, bytes }): [string, number] => [
      route,
      Math.min(ALLOWED[route] ?? 0, Math.ceil(bytes / 1000) + 1),
    ]);
  left.sort(([a], [b]) => (a < b ? -1 : 1));
  const file = path.join(import.meta.dirname, "not-yet.json");
  await writeFile(file, `${JSON.stringify(Object.fromEntries(left), null, 2)}\n`);
}

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
