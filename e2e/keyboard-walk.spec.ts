import { readFile } from "node:fs/promises";
import path from "node:path";
import { at, DRAWS_3D, expect, expectToast, PASSWORD, test, uniqueSlug } from "./fixtures.ts";
import { Keys } from "./keys.ts";
import { makeOrganisation } from "./screenshots/platform-data.ts";

const SAMPLE = path.join("public", "samples", "sample-building.ifc");
const UNKNOWN = "Fassadenpaneel Typ F7";

// With less motion everything changes over within an instant, which is still to pass when the walk looks.
test.use({ ...DRAWS_3D, contextOptions: { reducedMotion: "no-preference" } });

test("the main job is done by keyboard alone, and the focus is always somewhere to be seen", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const slug = uniqueSlug("walk");
  const email = await makeOrganisation(baseURL ?? "", slug, "Office without a mouse");
  const keys = new Keys(page);
  const tab = (name: string | RegExp) => page.getByRole("tab", { name });
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const heading = page.getByRole("heading", { level: 1 });
  // What is typed before the page's scripts run is not the form's yet.
  await page.goto(`${at(baseURL, slug)}/sign-in`, { waitUntil: "networkidle" });

  await test.step("signs in", async () => {
    await keys.tabTo(page.getByLabel("E-mail"));
    await keys.type(email);
    await keys.tabTo(page.getByLabel("Password", { exact: true }));
    await keys.type(PASSWORD);
    await keys.press("Enter");
    await page.waitForURL("**/dashboard", { waitUntil: "networkidle" });
  });

  await test.step("skips the navigation, and comes back to it", async () => {
    await keys.tabTo(page.getByRole("link", { name: "Skip to content" }), { most: 1 });
    await keys.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    await keys.press("Tab");
    await expect(page.getByRole("main").locator(":focus")).toHaveCount(1);
    await keys.tabTo(page.getByRole("link", { name: "Files", exact: true }).first(), { back: true });
    await keys.press("Enter");
    await page.waitForURL("**/files");
    await expect(heading).toBeFocused();
  });

  await test.step("uploads a file and opens it", async () => {
    const choose = page.getByRole("button", { name: "Choose files", exact: true });
    await keys.tabTo(choose);
    // The button acts a moment after it is shown.
    await expect(async () => {
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser", { timeout: 2000 }),
        keys.press("Enter"),
      ]);
      await chooser.setFiles(SAMPLE);
    }).toPass();
    const link = page
      .getByRole("table", { name: "Files" })
      .getByRole("link", { name: path.basename(SAMPLE) });
    await expect(link).toBeVisible();
    await expect(choose).toBeFocused();
    await keys.tabTo(link);
    await keys.press("Enter");
    await page.waitForURL(/\/files\/[\w-]+$/);
    await expect(page.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
    await expect(heading).toBeFocused();
  });

  await test.step("turns the model, picks an element in it and another one in the table", async () => {
    await keys.tabTo(tab("Overview"));
    await keys.press("ArrowRight");
    await expect(tab("Model")).toBeFocused();
    const picture = page.getByRole("application", { name: /^3D model of/ });
    await expect(picture).toHaveAttribute("data-state", "ready", { timeout: 60_000 });
    await keys.tabTo(picture);
    const before = await picture.screenshot();
    await keys.press("ArrowLeft");
    await expect.poll(async () => (await picture.screenshot()).equals(before)).toBe(false);
    await keys.press("Enter");
    const panel = page.getByRole("region", { name: "Selected elements" });
    await expect(panel).toBeVisible();
    await keys.press("Escape");
    await expect(panel).toHaveCount(0);
    await expect(picture).toBeFocused();

    await keys.tabTo(page.getByRole("treegrid", { name: "Take-off" }).locator("[tabindex='0']"));
    await keys.press("ArrowRight");
    await keys.press("ArrowDown");
    await expect(page.getByRole("row", { level: 2 }).locator(":focus")).toHaveCount(1);
    await keys.press("Enter");
    await expect(page.getByRole("row", { selected: true })).toBeVisible();
    await expect(panel).toBeVisible();
    await keys.expectFocus();
  });

  await test.step("assigns the unknown material", async () => {
    await keys.tabTo(tab("Model"), { back: true });
    await keys.press("ArrowRight");
    await keys.press("ArrowRight");
    await expect(tab(/^Materials/)).toBeFocused();
    await keys.tabTo(button(/assign material/i));
    await keys.press("Enter");
    await expect(page.getByRole("combobox", { name: "Search the catalogue" })).toBeFocused();
    await keys.type("insulated panel");
    await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
    await keys.press("Enter");
    await expectToast(page, `${UNKNOWN} is assigned`);
    await expect(button(/assign material/i)).toHaveCount(0);
    await keys.expectFocus();
  });

  await test.step("opens the estimate", async () => {
    await keys.tabTo(tab(/^Materials/), { back: true });
    await keys.press("ArrowRight");
    await expect(tab("Check")).toBeFocused();
    await keys.press("ArrowRight");
    await expect(tab("Estimate")).toBeFocused();
    await keys.tabTo(page.getByRole("link", { name: "Open the estimate" }));
    await keys.press("Enter");
    await page.waitForURL(/\/estimates\/[\w-]+$/);
    await expect(heading).toBeFocused();
  });

  await test.step("asks what another material would come to, and saves it as a variant", async () => {
    await keys.tabTo(tab("Result"));
    await keys.press("ArrowRight");
    await expect(tab(/what-if/)).toBeFocused();
    await keys.tabTo(button(/^What if/).first());
    await keys.press("Enter");
    await keys.tabTo(button(/^Replace /));
    await keys.press("Enter");
    await expect(page.getByRole("combobox", { name: "Search materials" })).toBeFocused();
    await keys.type("CLT");
    await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
    await keys.press("Enter");
    await keys.expectFocus();
    const save = button("Save as variant");
    await expect(save).toBeEnabled();
    await keys.tabTo(save);
    await keys.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Save as variant" });
    await expect(dialog.locator(":focus")).toHaveCount(1);
    await keys.tabTo(dialog.getByLabel("Name"));
    await keys.type("Timber");
    await keys.press("Enter");
    await expectToast(page, "“Timber” is saved");
    await expect(save).toBeFocused();
    // What there is nothing more of to reset stays where it is.
    await keys.tabTo(button("Reset"));
    await keys.press("Enter");
    await expect(page.getByText("Nothing is changed yet.")).toBeVisible();
    await keys.expectFocus();
  });

  await test.step("downloads the report", async () => {
    const exporting = button("Export this estimate");
    await keys.tabTo(exporting, { back: true });
    await keys.press("Enter");
    await expect(page.getByRole("menuitem", { name: /PDF/ })).toBeFocused();
    const download = page.waitForEvent("download", { timeout: 90_000 });
    await keys.press("Enter");
    const saved = await download;
    expect((await readFile(await saved.path())).subarray(0, 5).toString()).toBe("%PDF-");
    await expect(exporting).toBeFocused();
  });

  await test.step("signs out", async () => {
    await keys.tabTo(button(/^Account of/), { back: true });
    await keys.press("Enter");
    const leave = page.getByRole("menuitem", { name: "Sign out", exact: true });
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    await keys.press("End");
    await expect(page.getByRole("menuitem").last()).toBeFocused();
    await keys.press("ArrowUp");
    await expect(leave).toBeFocused();
    await keys.press("Enter");
    await page.waitForURL("**/sign-in");
  });
});
