import type { BrowserContext, Page } from "@playwright/test";
import { at, expect, IS_FULL, ONLY_FULL, signIn, test } from "./fixtures.ts";
import { holdScripts } from "./hold-scripts.ts";

// That nothing is logged is held by `test` itself: React reports what it could not hydrate as an error of the page.

for (const locale of ["en", "de"]) {
  test(`pages that stream in are taken over as the server drew them (${locale})`, async ({
    page,
    context,
    baseURL,
  }) => {
    test.skip(locale !== "en" && !IS_FULL, `A minute: ${ONLY_FULL}`);
    test.setTimeout(300_000);
    const origin = at(baseURL, "demo");
    await signIn(page, origin, "demo@example.com", "demo-password");
    const { file, estimate } = await things(page);
    await context.addCookies([{ name: "cai_locale", value: locale, url: origin }]);
    await watchDrawing(page);
    const network = await context.newCDPSession(page);
    await network.send("Network.enable");
    for (const path of [
      "/dashboard",
      "/files",
      `/files/${file}`,
      "/estimates",
      `/estimates/${estimate}`,
      `/estimates/${estimate}?tab=lines`,
      `/estimates/${estimate}/variants`,
      `/estimates/${estimate}/bill`,
      "/projects",
      "/price-book",
      "/price-book/work-items",
      "/usage",
      "/invoices",
      "/notifications",
      "/settings",
      "/settings/members",
      "/account",
    ]) {
      await page.goto(origin + path);
      // Now the scripts are in the browser's cache: they run, and come to rest, while the page is still on its way.
      await slowDown(network, 60_000);
      await page.goto(origin + path);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      await expect(page.locator("main h1").first()).toBeAttached();
      await rested(page);
      await slowDown(network, -1);
      const { headings, lost } = await page.evaluate(drawn);
      expect(headings, `${path}: headings at a time`).toBe(1);
      expect(lost, `${path}: drawn by the server and no longer there`).toEqual([]);
    }
  });
}

test("a part whose code comes late is taken over as the server drew it", async ({ page, baseURL }) => {
  const origin = at(baseURL, "demo");
  await signIn(page, origin, "demo@example.com", "demo-password");
  const { estimate } = await things(page);
  const letGo = await holdScripts(page, "comments.wholeEstimate");
  await page.goto(`${origin}/estimates/${estimate}?tab=discussion`, { waitUntil: "domcontentloaded" });
  // The page around it runs, and asks for what it shows.
  const comment = page.getByLabel("Comment", { exact: true });
  await expect(comment).toBeVisible();
  await page.waitForTimeout(2_000);
  letGo();
  await rested(page);
  await expect(comment).toBeVisible();
});

/** A file and an estimate that the demo has. */
async function things(page: Page): Promise<{ file: string; estimate: string }> {
  return page.evaluate(async () => {
    const first = async (path: string) => (await (await fetch(path)).json()).items[0];
    return {
      file: (await first("/api/files")).file_id,
      estimate: (await first("/api/cost-estimates")).id,
    };
  });
}

/** Bytes a second of everything that is not in the cache; -1: as fast as it goes. */
async function slowDown(
  network: Awaited<ReturnType<BrowserContext["newCDPSession"]>>,
  downloadThroughput: number,
): Promise<void> {
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput,
    uploadThroughput: -1,
  });
}

/** Everything has come, and the scripts have had time to take it over. */
async function rested(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle", { timeout: 10_000 }).catch(() => {});
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
}

const STREAMED = "h1, h2, h3, a, button, input, select, table";

/** From then on each document keeps what the server sends of it late, and the most headings that it had at a time. */
async function watchDrawing(page: Page): Promise<void> {
  await page.addInitScript((streamed) => {
    const kept = { headings: 0, sent: new Set<Element>() };
    Reflect.set(window, "drawing", kept);
    new MutationObserver(() => {
      kept.headings = Math.max(kept.headings, document.querySelectorAll("h1").length);
      // Where React's server puts what comes after the page's frame, until it moves it to its place.
      for (const part of document.querySelectorAll('[hidden][id^="S:"]'))
        for (const element of part.querySelectorAll(streamed)) kept.sent.add(element);
    }).observe(document, { childList: true, subtree: true });
  }, STREAMED);
}

function drawn(): { headings: number; lost: string[] } {
  const { headings, sent } = Reflect.get(window, "drawing") as { headings: number; sent: Set<Element> };
  const lost = [...sent].filter((element) => !element.isConnected);
  return { headings, lost: lost.map((element) => element.outerHTML.slice(0, 120)) };
}
