import { type Browser, expect, type Page, test } from "@playwright/test";
import type { Locale } from "../lib/i18n/locales.ts";
import { violations } from "./axe.ts";
import { settle } from "./screenshots/look.ts";
import { Onlookers } from "./screenshots/onlookers.ts";
import type { Stage } from "./screenshots/stage.ts";
import type { Visit } from "./screenshots/visits.ts";

export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 375, height: 740 };

/** What is wrong with a page, as it is shown after `show`. */
export type Inspection = (page: Page, visit: Visit) => Promise<string[]>;

/** Looks at one visit after the other, and goes on after what is found. */
export function inspecting(browser: Browser, stage: Stage, inspect: Inspection, locale: Locale = "en") {
  const onlookers = new Onlookers(browser, stage);
  return async (visit: Visit) => {
    const found: string[] = [];
    const take = async () => {
      const page = await onlookers.page(visit, locale);
      try {
        await show(page, stage, visit);
        found.push(...(await inspect(page, visit)));
      } catch (error) {
        found.push(String(error));
      } finally {
        await onlookers.leave(page, visit);
      }
    };
    await test.step(visit.name, () => (visit.during ? visit.during(take) : take()));
    expect.soft(found, visit.name).toEqual([]);
  };
}

/** Opens a visit in light, and in the state that is to be seen. */
async function show(page: Page, stage: Stage, visit: Visit): Promise<void> {
  await page.setViewportSize(visit.only === undefined ? DESK : PHONE);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  if (visit.unanswered) await page.route(`**${visit.unanswered}*`, () => new Promise(() => {}));
  await page.goto(`${stage.origin(visit.host)}${visit.path}`, { waitUntil: "load" });
  if (!visit.unanswered) await settle(page);
  await visit.open?.(page);
  // A target half under the bar that stays is measured by the half that is seen.
  await page.evaluate(() => scrollTo(0, 0));
}

/** In light, then in dark, which it stays in. */
export async function inspectBoth(page: Page): Promise<string[]> {
  const found = [
    ...told("light", await violations(page)),
    ...told("light", await page.evaluate(nameless)),
    ...told("reduced motion", await page.evaluate(moving)),
  ];
  await page.emulateMedia({ colorScheme: "dark" });
  return [...found, ...told("dark", await violations(page, { coloursOnly: true }))];
}

export const told = (where: string, what: readonly string[]) => what.map((one) => `${where}: ${one}`);

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
