import type { Page } from "@playwright/test";
import { violations } from "./axe.ts";
import { DRAWS_3D, expect, IS_FULL, ONLY_FULL, test } from "./fixtures.ts";
import { inspectBoth, inspecting, PHONE, told } from "./inspection.ts";
import { DEVELOPMENT_PAGES, PAGES } from "./screenshots/pages.ts";
import { pageRoutes } from "./screenshots/routes.ts";
import { type Stage, setStage } from "./screenshots/stage.ts";
import { states } from "./screenshots/states.ts";
import type { Visit } from "./screenshots/visits.ts";

const PORT = Number(process.env.E2E_PORT ?? 3456) + 17;
/** A window of 1280 px at 400 %, and at 200 %. */
const REFLOW = [320, 640];
/** Pages of every kind, which are looked at in German as well. */
const IN_GERMAN = [
  "/",
  "/sign-up",
  "/dashboard",
  "/files/[id]",
  "/estimates/[id]",
  "/price-book",
  "/price-book/work-items",
  "/usage",
  "/invoices/[id]",
  "/settings/members",
  "/account/security",
];

// The model's view needs WebGL, which the processor draws. Nothing here is worth a trace: the findings say where they are.
test.use({ trace: "off", ...DRAWS_3D });

test("every page is in the list", async () => {
  const known = [...Object.keys(PAGES), ...Object.keys(DEVELOPMENT_PAGES)].sort();
  expect(known).toEqual(await pageRoutes());
  expect(Object.keys(PAGES)).toEqual(expect.arrayContaining(IN_GERMAN));
});

test.describe("all pages and states", () => {
  test.skip(!IS_FULL, `Half an hour: ${ONLY_FULL}; what other tests open is looked at there`);

  /** One installation with something on every page. */
  let stage: Stage;
  test.beforeAll(async () => {
    test.setTimeout(300_000);
    stage = await setStage(PORT);
  });
  test.afterAll(() => stage?.end());

  test("every page holds, in light and dark, at a desk, on a phone and enlarged", async ({ browser }) => {
    test.setTimeout(1_200_000);
    const look = inspecting(browser, stage, inspect);
    for (const [route, visit] of Object.entries(PAGES)) await look({ name: route, ...visit(stage) });
  });

  test("pages of every kind hold in German", async ({ browser }) => {
    test.setTimeout(300_000);
    const look = inspecting(browser, stage, inspect, "de");
    for (const route of IN_GERMAN) {
      const visit = PAGES[route];
      if (visit) await look({ name: route, ...visit(stage) });
    }
  });

  for (const locale of ["en", "de"] as const)
    test(`every state holds in light and dark, ${locale}`, async ({ browser }) => {
      test.setTimeout(1_200_000);
      const look = inspecting(browser, stage, inspectBoth, locale);
      for (const visit of states(stage)) if (locale === "en" || !visit.englishOnly) await look(visit);
    });
});

async function inspect(page: Page, visit: Visit): Promise<string[]> {
  const found = await inspectBoth(page);
  if (visit.only === undefined) {
    await page.setViewportSize(PHONE);
    found.push(...told("phone, dark", await violations(page, { coloursOnly: true })));
    await page.emulateMedia({ colorScheme: "light" });
    found.push(...told("phone", await violations(page)));
  }
  for (const width of REFLOW) {
    await page.setViewportSize({ width, height: 600 });
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (beyond > 0) found.push(`${width} px: the page is ${beyond} px wider than its window`);
  }
  return found;
}
