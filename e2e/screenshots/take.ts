import { rm } from "node:fs/promises";
import path from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "../../scripts/chromium.ts";
import { type Finding, lookAt } from "./look.ts";
import { Onlookers } from "./onlookers.ts";
import { DEVELOPMENT_PAGES, PAGES } from "./pages.ts";
import { pageRoutes } from "./routes.ts";
import { writeSheet } from "./sheet.ts";
import { type Stage, setStage } from "./stage.ts";
import { states } from "./states.ts";
import type { Pages, Visit } from "./visits.ts";

/**
 * `npm run screenshots [-- word …]`: pictures of every page, and of the states that its plain address does not show, in
 * light, dark, on a tablet, on a phone, and in German on a phone; with words only those whose names contain one of them.
 * They go to SCREENSHOTS_DIR (`screenshots`), with index.html to look at. Ends with 1 when a page has no entry, logs an
 * error, asks for what it does not get, or is wider than its window.
 */
const directory = path.resolve(process.env.SCREENSHOTS_DIR ?? "screenshots");
const port = Number(process.env.SCREENSHOTS_PORT ?? 3480);
const words = process.argv.slice(2);

const missing = (await pageRoutes()).filter((route) => !(route in PAGES) && !(route in DEVELOPMENT_PAGES));
if (missing.length > 0) {
  console.error(`These pages have no entry in e2e/screenshots/pages.ts: ${missing.join(", ")}`);
  process.exit(1);
}

if (words.length === 0) await rm(directory, { recursive: true, force: true });
const findings: Finding[] = [];
console.log("Starting an installation and filling it …");
const stage = await setStage(port);
try {
  await takeAll(stage, [...visitsOf(PAGES, stage), ...states(stage)]);
  const development = visitsOf(DEVELOPMENT_PAGES, stage).filter(isWanted);
  if (development.length > 0) {
    await stage.develop();
    await takeAll(stage, development);
  }
} finally {
  await stage.end();
}
console.log(`Look at ${await writeSheet(directory)}`);
if (findings.length > 0) {
  console.table(findings);
  process.exitCode = 1;
}

function visitsOf(pages: Pages, of: Stage): Visit[] {
  return Object.entries(pages).map(([route, visit]) => ({
    name: route === "/" ? "landing" : route.slice(1).replaceAll("/", "-").replace(/[[\]]/g, ""),
    ...visit(of),
  }));
}

function isWanted({ name }: Visit): boolean {
  return words.length === 0 || words.some((word) => name.includes(word));
}

async function takeAll(of: Stage, visits: readonly Visit[]): Promise<void> {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    // The model's view needs WebGL, which the processor draws.
    args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  });
  try {
    const onlookers = new Onlookers(browser, of);
    for (const visit of visits.filter(isWanted)) {
      const started = Date.now();
      const take = async () => {
        findings.push(
          ...(await lookAt(visit, `${of.origin(visit.host)}${visit.path}`, onlookers, directory)),
        );
      };
      await (visit.during ? visit.during(take) : take());
      console.log(`${visit.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    }
  } finally {
    await browser.close();
  }
}
