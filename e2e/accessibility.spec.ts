import type { Browser, Page } from "@playwright/test";
import type { Locale } from "../lib/i18n/locales.ts";
import { violations } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { settle } from "./screenshots/look.ts";
import { Onlookers } from "./screenshots/onlookers.ts";
import { DEVELOPMENT_PAGES, PAGES } from "./screenshots/pages.ts";
import { pageRoutes } from "./screenshots/routes.ts";
import { type Stage, setStage } from "./screenshots/stage.ts";
import type { Visit } from "./screenshots/visits.ts";

const PORT = Number(process.env.E2E_PORT ?? 3456) + 17;
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 740 };
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
  "/usage",
  "/invoices/[id]",
  "/settings/members",
  "/account/security",
];

// The model's view needs WebGL, which the processor draws. Nothing here is worth a trace: the findings say where they are.
test.use({
  trace: "off",
  launchOptions: {
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  },
});

/** One installation with something on every page. */
let stage: Stage;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  stage = await setStage(PORT);
});
test.afterAll(() => stage?.end());

test("every page is in the list", async () => {
  const known = [...Object.keys(PAGES), ...Object.keys(DEVELOPMENT_PAGES)].sort();
  expect(known).toEqual(await pageRoutes());
  expect(Object.keys(PAGES)).toEqual(expect.arrayContaining(IN_GERMAN));
});

test("every page holds, in light and dark, at a desk, on a phone and enlarged", async ({ browser }) => {
  test.skip(process.env.VERIFY_FULL !== "1", "Ten minutes: a part of npm run verify:full");
  test.setTimeout(1_200_000);
  const look = lookOf(browser);
  for (const [route, visit] of Object.entries(PAGES)) await look({ name: route, ...visit(stage) });
});

test("pages of every kind hold in German", async ({ browser }) => {
  test.setTimeout(300_000);
  const look = lookOf(browser, "de");
  for (const route of IN_GERMAN) {
    const visit = PAGES[route];
    if (visit) await look({ name: route, ...visit(stage) });
  }
});

/** Looks at one visit after the other, and goes on after what is found. */
function lookOf(browser: Browser, locale: Locale = "en") {
  const onlookers = new Onlookers(browser, stage);
  return async (visit: Visit) => {
    const found: string[] = [];
    const take = async () => {
      const context = await onlookers.context(visit.as, locale);
      const page = await context.newPage();
      try {
        found.push(...(await inspect(page, visit)));
      } catch (error) {
        found.push(String(error));
      } finally {
        await page.close();
        await context.setOffline(false);
      }
    };
    await test.step(visit.name, () => (visit.during ? visit.during(take) : take()));
    expect.soft(found, visit.name).toEqual([]);
  };
}

async function inspect(page: Page, visit: Visit): Promise<string[]> {
  const found: string[] = [];
  const find = (where: string, what: readonly string[]) =>
    found.push(...what.map((one) => `${where}: ${one}`));
  const isAtDesk = visit.only === undefined;
  await page.setViewportSize(isAtDesk ? DESK : PHONE);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  if (visit.unanswered) await page.route(`**${visit.unanswered}*`, () => new Promise(() => {}));
  await page.goto(`${stage.origin(visit.host)}${visit.path}`, { waitUntil: "load" });
  if (!visit.unanswered) await settle(page);
  await visit.open?.(page);

  find("light", await violations(page));
  find("light", await page.evaluate(nameless));
  find("reduced motion", await page.evaluate(moving));
  await page.emulateMedia({ colorScheme: "dark" });
  await page.evaluate(finished);
  find("dark", await violations(page, { coloursOnly: true }));
  if (isAtDesk) {
    await page.setViewportSize(PHONE);
    find("phone, dark", await violations(page, { coloursOnly: true }));
    await page.emulateMedia({ colorScheme: "light" });
    await page.evaluate(finished);
    find("phone", await violations(page));
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

/** In the page: resolves when colours have changed over; halfway they have no contrast. */
async function finished(): Promise<void> {
  await new Promise(requestAnimationFrame);
  const changes = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.allSettled(changes.map((change) => change.finished));
}

/** In the page: what a screen reader would tell by its kind alone. */
function nameless(): string[] {
  const kinds =
    "table, figure, fieldset, nav, canvas, svg, :is([role=grid], [role=treegrid], [role=listbox], [role=application], [role=dialog], [role=alertdialog], [role=toolbar], [role=tablist], [role=region])";
  const textOf = (id: string) => document.getElementById(id)?.textContent?.trim() ?? "";
  return [...document.querySelectorAll(kinds)]
    .filter((at) => {
      if (at.closest("[aria-hidden=true]") || !at.checkVisibility({ visibilityProperty: true })) return false;
      if (at.getAttribute("aria-label")?.trim()) return false;
      if (at.getAttribute("aria-labelledby")?.split(/\s+/).some(textOf)) return false;
      return !at.querySelector(":scope > :is(caption, legend, figcaption, title)")?.textContent?.trim();
    })
    .map((at) => `nothing names ${at.outerHTML.slice(0, 120)}`);
}

/** In the page: what moves although the person asked for less motion. */
function moving(): string[] {
  return document
    .getAnimations()
    .filter(({ playState, effect }) => {
      const { duration, iterations = 1 } = effect?.getTiming() ?? {};
      return playState === "running" && (Number(duration) > 1 || iterations > 1);
    })
    .map((animation) => {
      const target = animation.effect instanceof KeyframeEffect ? animation.effect.target : null;
      return `${target?.outerHTML.slice(0, 120)} moves`;
    });
}
