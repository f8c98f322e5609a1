import type { Page } from "@playwright/test";
import { figuresOf, observe } from "../bench/web/figures.ts";
import { at, expect, signIn, signUp, test, uniqueSlug } from "./fixtures.ts";
import { holdScripts } from "./hold-scripts.ts";
import { drawing, payload } from "./uploading.ts";

/** What comes after a page is there: that it leaves the rest in its place, and that nobody's click is lost on it. */

const firstOf = async (page: Page, list: string, id: string): Promise<string> =>
  page.evaluate(async ([path, key]) => (await (await fetch(path)).json()).items[0][key], [list, id] as const);

test("nothing moves when charts and what stands below come in", async ({ page, baseURL }) => {
  test.slow();
  const origin = at(baseURL, "demo");
  await signIn(page, origin, "demo@example.com", "demo-password");
  const estimate = await firstOf(page, "/api/cost-estimates", "id");
  const file = await firstOf(page, "/api/files?status=completed", "file_id");
  await observe(page);
  for (const [width, height] of [
    [1280, 800],
    [375, 740],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const path of [
      "/dashboard",
      "/files",
      `/estimates/${estimate}`,
      `/files/${file}`,
      "/usage",
      "/price-book",
      "/settings/archive",
    ]) {
      await page.goto(`${origin}${path}`);
      await page.waitForLoadState("networkidle");
      const { cls } = await figuresOf(page);
      // Of what is good by web vitals (0.1) the half.
      expect.soft(cls, `${path} at ${width} px`).toBeLessThan(0.05);
    }
  }
});

test("a dialog opens at once, and its form as soon as it is there", async ({ page, baseURL }) => {
  const origin = at(baseURL, "demo");
  await signIn(page, origin, "demo@example.com", "demo-password");
  const letGo = await holdScripts(page, "moveDialog.toTheProject");
  await page.goto(`${origin}/files`);
  await page.getByRole("row").nth(1).getByRole("checkbox").click();
  await page.getByRole("button", { name: "Move" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("status", { name: "Loading" })).toBeVisible();
  letGo();
  await expect(dialog.getByRole("combobox")).toBeVisible();
  await expect(dialog.getByRole("status", { name: "Loading" })).toHaveCount(0);
});

test("tabs are used by keyboard alone, and a checkbox by Space and not by Enter", async ({
  page,
  baseURL,
}) => {
  const origin = at(baseURL, "demo");
  await signIn(page, origin, "demo@example.com", "demo-password");
  await page.goto(`${origin}/estimates/${await firstOf(page, "/api/cost-estimates", "id")}`);
  const tabs = page.getByRole("tablist", { name: "Parts of the estimate" }).getByRole("tab");
  await tabs.first().focus();
  await page.keyboard.press("End");
  await expect(tabs.last()).toBeFocused();
  await expect(tabs.last()).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("tabpanel")).toHaveAccessibleName(/Revisions/);
  await page.keyboard.press("ArrowRight");
  await expect(tabs.first()).toBeFocused();
  await expect(tabs.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowLeft");
  await expect(tabs.last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Home");
  await expect(tabs.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("tabpanel")).toBeFocused();

  const slug = uniqueSlug("choice");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/files`);
  await page
    .getByLabel("Choose files to upload")
    .setInputFiles(["one.dxf", "two.dxf"].map((name) => payload(name, drawing(1000))));
  await expect(page.getByRole("row")).toHaveCount(3);
  const choice = page.getByRole("row").nth(1).getByRole("checkbox");
  await choice.focus();
  await page.keyboard.press("Enter");
  await expect(choice).not.toBeChecked();
  await page.keyboard.press("Space");
  await expect(choice).toBeChecked();
  const all = page.getByRole("row").first().getByRole("checkbox");
  await expect(all).toHaveAttribute("aria-checked", "mixed");
  await all.click();
  await expect(all).toBeChecked();
});
