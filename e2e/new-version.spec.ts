import type { Page } from "@playwright/test";
import { at, expect, expectAccessible, signUp, test, uniqueSlug } from "./fixtures.ts";

const told = (page: Page) => page.getByText("A new version is here", { exact: true });

test("after a deployment an open page says that a new version is here, and keeps what was typed", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("newer");
  await signUp(page, baseURL, slug);
  // Nothing is fetched ahead: what opens has to be asked for then.
  await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
  let isReplaced = false;
  let refused = 0;
  await page.route("**/_next/static/**", (route) => {
    if (!isReplaced) return route.continue();
    refused += 1;
    return route.fulfill({ status: 404 });
  });
  await page.goto(`${at(baseURL, slug)}/files`);
  const search = page.getByRole("searchbox").first();
  await search.fill("tower");
  await expect(page).toHaveURL(/q=tower/);

  isReplaced = true;
  await page.keyboard.press("ControlOrMeta+k");
  await expect(told(page)).toBeVisible();
  await expect(search).toHaveValue("tower");
  await expectAccessible(page);

  await test.step("what is gone is not asked for again and again", async () => {
    const before = refused;
    await page.waitForTimeout(7_000);
    expect(refused).toBe(before);
  });

  await test.step("it can wait, and comes again with what is missing next", async () => {
    await page.getByRole("button", { name: "Later" }).click();
    await expect(told(page)).toBeHidden();
    await page.getByRole("button", { name: /Ada Admin/ }).click();
    await expect(told(page)).toBeVisible();
    await expect(search).toHaveValue("tower");
  });

  isReplaced = false;
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(told(page)).toBeHidden();
  // The new page hears keys once its scripts run.
  await expect(async () => {
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 15_000 });
});

test("without a connection nobody is told of a new version", async ({ page, baseURL }) => {
  const slug = uniqueSlug("newer");
  await signUp(page, baseURL, slug);
  await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
  // What is asked through here is not in the browser's cache.
  let isOffline = false;
  await page.route("**/_next/static/**", (route) =>
    isOffline ? route.abort("internetdisconnected") : route.continue(),
  );
  await page.goto(`${at(baseURL, slug)}/files`);
  await page.getByRole("searchbox").first().fill("tower");
  await expect(page).toHaveURL(/q=tower/);
  const failed = page.waitForEvent("requestfailed", (request) => request.url().includes("/_next/static/"));
  isOffline = true;
  await page.context().setOffline(true);
  await page.keyboard.press("ControlOrMeta+k");
  await failed;
  await page.waitForTimeout(500);
  await expect(told(page)).toBeHidden();
  await page.context().setOffline(false);
});

test("a form whose action the new version does not know keeps what was typed", async ({ page, baseURL }) => {
  const slug = uniqueSlug("newer");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/settings/api-keys`);
  await page.route("**/settings/api-keys", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({
          status: 404,
          headers: { "x-nextjs-action-not-found": "1", "content-type": "text/plain" },
          body: "Server action not found.",
        })
      : route.continue(),
  );
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("Take-off script");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(told(page)).toBeVisible();
  await expect(page.getByText(/This was not sent: a new version/)).toBeVisible();
  await expect(name).toHaveValue("Take-off script");
});

test("a page whose frame is to be made anew by another build is not loaded anew", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("newer");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/account`);
  const own = await page.evaluate(() => document.documentElement.dataset.build);
  expect(own).toMatch(/\S/);
  await page.evaluate(() => document.documentElement.setAttribute("data-build", "the one before"));
  const loads: string[] = [];
  page.on("request", (request) => request.isNavigationRequest() && loads.push(request.url()));
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(told(page)).toBeVisible();
  expect(loads).toEqual([]);
});
