import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import type { Locale } from "../../lib/i18n/locales.ts";
import type { Onlookers } from "./onlookers.ts";
import type { Visit } from "./visits.ts";

interface Look {
  name: string;
  width: number;
  height: number;
  colorScheme: "light" | "dark";
  locale: Locale;
}

export const LOOKS: readonly Look[] = [
  { name: "light", width: 1440, height: 900, colorScheme: "light", locale: "en" },
  { name: "dark", width: 1440, height: 900, colorScheme: "dark", locale: "en" },
  { name: "tablet", width: 834, height: 1112, colorScheme: "light", locale: "en" },
  { name: "phone", width: 375, height: 740, colorScheme: "light", locale: "en" },
  { name: "german", width: 375, height: 740, colorScheme: "light", locale: "de" },
];

/** Something wrong with a page that needs no eye. */
export interface Finding {
  visit: string;
  look: string;
  what: string;
}

/** No page is photographed further down than this, in CSS pixels: what follows is more of the same. */
const TALLEST = 5000;
const SETTLED_MS = 30_000;
const OPENED_MS = 5_000;

/** Where a picture is kept. */
export const pictureOf = (visit: string, look: string) => `${visit}.${look}.png`;

/** Takes a visit's pictures into `directory`; tells what is wrong with it. */
export async function lookAt(
  visit: Visit,
  url: string,
  onlookers: Onlookers,
  directory: string,
): Promise<Finding[]> {
  await mkdir(directory, { recursive: true });
  const findings: Finding[] = [];
  const wanted = LOOKS.filter(({ name }) => visit.only?.includes(name) ?? true);
  for (const locale of visit.englishOnly ? (["en"] as const) : (["en", "de"] as const)) {
    const looks = wanted.filter((look) => look.locale === locale);
    if (looks.length > 0) findings.push(...(await load(visit, url, onlookers, looks, directory)));
  }
  return findings;
}

/** One load of the page, which is then seen in several sizes and themes. */
async function load(
  visit: Visit,
  url: string,
  onlookers: Onlookers,
  looks: readonly Look[],
  directory: string,
): Promise<Finding[]> {
  const [first] = looks;
  if (!first) return [];
  const findings: Finding[] = [];
  const page = await onlookers.page(visit, first.locale);
  let seen = first.name;
  const find = (what: string) => findings.push({ visit: visit.name, look: seen, what });
  watch(page, visit, find);
  try {
    await show(page, first);
    if (visit.unanswered) await page.route(`**${visit.unanswered}*`, () => new Promise(() => {}));
    await page.goto(url, { waitUntil: "load" });
    if (!visit.unanswered) await settle(page);
    if (visit.open) {
      await visit.open(page);
      // Without a connection it stays as it is.
      await page.waitForFunction(nothingLoads, undefined, { timeout: OPENED_MS }).catch(() => undefined);
    }
    await page.waitForTimeout(400);
    if ((await page.locator("html").getAttribute("lang")) !== first.locale)
      find(`The page is not in the language that was asked for, ${first.locale}`);
    for (const look of looks) {
      seen = look.name;
      await show(page, look);
      await page.waitForTimeout(350);
      for (const what of await page.evaluate(whatSticksOut)) find(what);
      await photograph(page, path.join(directory, pictureOf(visit.name, look.name)), look);
    }
  } catch (error) {
    find(String(error).split("\n").slice(0, 2).join(" "));
  } finally {
    await onlookers.leave(page, visit);
  }
  return findings;
}

async function show(page: Page, { width, height, colorScheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
}

function watch(page: Page, visit: Visit, find: (what: string) => void): void {
  page.on("console", (message) => {
    if (message.type() === "error" && !visit.refused && !message.text().startsWith("Failed to load resource"))
      find(`Console: ${message.text().slice(0, 300)}`);
  });
  page.on("pageerror", (error) => !visit.refused && find(`Error: ${error.message.slice(0, 300)}`));
  page.on("response", (response) => {
    if (response.status() >= 400 && !visit.refused)
      find(`${response.status()} for ${new URL(response.url()).pathname}`);
  });
}

/** Everything that the page asked for is there. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle", { timeout: SETTLED_MS });
  await page.waitForFunction(nothingLoads, undefined, { timeout: SETTLED_MS });
}

/**
 * In the page: what stands for a part that still loads is a block that pulses (Skeleton of components/ui/progress.tsx). Those
 * of the gallery of components are there to be looked at.
 */
const nothingLoads = () => document.querySelector("span.block.animate-pulse:not([data-samples] *)") === null;

async function photograph(page: Page, file: string, { width }: Look): Promise<void> {
  await page.evaluate(allPictures);
  // What stays in sight while one scrolls stands where the page was left, and this is a picture of the whole of it.
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await page.waitForTimeout(50);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.screenshot({
    path: file,
    fullPage: true,
    animations: "disabled",
    clip: { x: 0, y: 0, width, height: Math.min(height, TALLEST) },
  });
}

/** In the page: resolves when every picture is there, also those that wait until they are scrolled to. */
async function allPictures(): Promise<void> {
  const shown = [...document.images].filter((picture) => picture.checkVisibility());
  for (const picture of shown) picture.loading = "eager";
  await Promise.allSettled(shown.map((picture) => picture.decode()));
}

/**
 * In the page: whether it is wider than its window, and texts that are cut off at the edge of the window, or of the box that
 * they stand in, with no way to scroll to them.
 */
function whatSticksOut(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  const found = scrollWidth > clientWidth ? [`The page is ${scrollWidth - clientWidth} px too wide`] : [];
  /** Where it is cut: by the nearest box around it that clips; null where it can be scrolled to, or ends in an ellipsis. */
  const edgeOf = (element: Element | null): number | null => {
    if (element === null || element === document.body) return clientWidth;
    const { overflowX, textOverflow } = getComputedStyle(element);
    if (/auto|scroll/.test(overflowX) || textOverflow === "ellipsis") return null;
    if (!/hidden|clip/.test(overflowX)) return edgeOf(element.parentElement);
    const { right, width } = element.getBoundingClientRect();
    // What is there for screen readers alone.
    return width <= 1 ? null : right;
  };
  const texts = [...document.querySelectorAll("body *")].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
  );
  for (const element of texts) {
    const { right, left, width, height } = element.getBoundingClientRect();
    const hidden = width <= 1 || height <= 1 || !element.checkVisibility({ visibilityProperty: true });
    const edge = hidden ? null : edgeOf(element);
    if (edge !== null && right > edge + 1 && left < edge)
      found.push(
        `“${element.textContent?.trim().slice(0, 40)}” is cut off by ${Math.round(right - edge)} px`,
      );
  }
  return found;
}
