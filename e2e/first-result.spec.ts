import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import {
  expect,
  expectAccessible,
  expectFitsPhone,
  expectToast,
  PASSWORD,
  root,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";

/** What the way from nothing to a report in hand may take of a person who has never seen the product. */
const MOST_CLICKS = 5;
const MOST_FIELDS = 4;
const MOST_SECONDS = 120;

/** Somebody's hands: counts what they do. */
class Newcomer {
  clicks = 0;
  fields = 0;

  async click(what: Locator): Promise<void> {
    this.clicks++;
    await what.click();
  }

  async type(where: Locator, text: string): Promise<void> {
    this.fields++;
    await where.fill(text);
  }
}

test("a newcomer gets from the landing page to a report in hand, in few clicks and under two minutes", async ({
  page,
  baseURL,
}, { annotations }) => {
  const newcomer = new Newcomer();
  const organisation = `Atelier ${uniqueSlug("first")}`;
  await page.goto(root(baseURL));
  const started = Date.now();
  await newcomer.click(page.getByRole("link", { name: "Create your organisation" }).first());
  // The address follows the name by itself.
  await newcomer.type(page.getByLabel("Organisation", { exact: true }), organisation);
  await newcomer.type(page.getByLabel("Your name"), "Nele Neu");
  await newcomer.type(page.getByLabel("E-mail"), `${uniqueSlug("nele")}@example.test`);
  await newcomer.type(page.getByLabel("Password", { exact: true }), PASSWORD);
  await newcomer.click(page.getByRole("button", { name: "Create organisation" }));

  const steps = page.getByRole("region", { name: "First steps" });
  await newcomer.click(steps.getByRole("button", { name: "Try it with a sample model" }));
  await page.waitForURL(/\/files\//);
  const exportMenu = page.getByRole("button", { name: "Export this estimate" });
  await expect(exportMenu).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("Likely cost")).toBeVisible();
  const result = Date.now();

  const download = page.waitForEvent("download");
  await newcomer.click(exportMenu);
  await newcomer.click(page.getByRole("menuitem", { name: /PDF/ }));
  const saved = await download;
  expect((await readFile(await saved.path())).subarray(0, 5).toString()).toBe("%PDF-");
  const seconds = (until: number) => (until - started) / 1000;
  const took = `${newcomer.clicks} clicks, ${newcomer.fields} fields; result after ${seconds(result).toFixed(1)} s, report in hand after ${seconds(Date.now()).toFixed(1)} s`;
  console.log(`first-time walk: ${took}`);
  annotations.push({ type: "first-time walk", description: took });
  expect(newcomer.clicks).toBeLessThanOrEqual(MOST_CLICKS);
  expect(newcomer.fields).toBeLessThanOrEqual(MOST_FIELDS);
  expect(seconds(Date.now())).toBeLessThan(MOST_SECONDS);

  await test.step("and the list of first steps has noticed", async () => {
    await page.getByRole("link", { name: "Dashboard" }).first().click();
    await expect(steps.getByText("3 of 6 done")).toBeVisible();
    await expect(step(steps, "Hand the result on").getByText("Done", { exact: true })).toBeAttached();
    await expect(step(steps, "Assign unknown materials")).toHaveAttribute("aria-current", "step");
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step("the sample is there once", async () => {
    const again = await page.evaluate(async () => {
      const answers = [1, 2].map(() => fetch("/api/files/sample", { method: "POST" }));
      return Promise.all((await Promise.all(answers)).map((answer) => answer.json()));
    });
    expect(new Set(again.map(({ file_id }: { file_id: string }) => file_id)).size).toBe(1);
  });
});

test("the list of first steps is put away, comes back on undo and from the account's menu", async ({
  page,
  baseURL,
}) => {
  await signUp(page, baseURL, uniqueSlug("steps"));
  const steps = page.getByRole("region", { name: "First steps" });
  await expect(steps.getByText("0 of 6 done")).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await steps.getByRole("button", { name: "Put away" }).click();
  await expect(steps).toHaveCount(0);
  await expectToast(page, "First steps are put away");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(steps).toBeVisible();

  // It is gone at once; a reload before the server has it would bring it back.
  const kept = page.waitForResponse(
    (answer) => answer.request().postData() === '{"dismissed":true}' && answer.ok(),
  );
  await steps.getByRole("button", { name: "Put away" }).click();
  await expect(steps).toHaveCount(0);
  await kept;
  await page.reload();
  await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
  await expect(steps).toHaveCount(0);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "First steps" }).click();
  await expect(steps).toBeVisible();
  await expect(page).toHaveURL(/\/dashboard$/);
  await page.reload();
  await expect(steps).toBeVisible();
});

test("help beside what a newcomer stops at opens by keyboard, is read out, and gives the focus back", async ({
  page,
  baseURL,
}) => {
  await signUp(page, baseURL, uniqueSlug("help"));
  await page.getByRole("button", { name: "Try it with a sample model" }).first().click();
  await page.waitForURL(/\/files\//);
  const help = page.getByRole("button", { name: "Help: Cost range" });
  await expect(help).toBeVisible({ timeout: 60_000 });
  await help.focus();
  await page.keyboard.press("Enter");
  const explained = page.getByRole("dialog", { name: "Cost range" });
  await expect(explained).toBeFocused();
  await expect(explained).toHaveAccessibleDescription(/^Low and high are/);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(explained).toHaveCount(0);
  await expect(help).toBeFocused();
  for (const name of ["Help: A1–A3, A4, A5", "Help: Floor area"])
    await expect(page.getByRole("button", { name })).toBeVisible();
});

const step = (steps: Locator, title: string) => steps.getByRole("listitem").filter({ hasText: title });

test("the root domain's pages: accessible, and no wider than a phone", async ({ page, baseURL }) => {
  await page.goto(root(baseURL));
  await expect(page.getByText("Free for 100 files, 10 GiB and 10,000 API calls a month.")).toBeVisible();
  await expectEveryPicture(page);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("link", { name: "Plans and prices" }).first().click();
  await expect(page.getByRole("heading", { name: "Plans and prices" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Plans" }).getByRole("listitem").first()).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("link", { name: "Start on the free plan" }).first().click();
  await expect(page.getByRole("button", { name: "Create organisation" })).toBeVisible();
});

/** Each picture that is shown has arrived; those of the other theme were not asked for. */
async function expectEveryPicture(page: Page): Promise<void> {
  const pictures = page.getByRole("main").getByRole("img");
  await expect(pictures).toHaveCount(4);
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((at) => at instanceof HTMLImageElement && at.naturalWidth > 0))
      .toBe(true);
  }
}
