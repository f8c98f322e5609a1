import type { Page } from "@playwright/test";
import { LOCALE_COOKIE } from "../lib/i18n/locales.ts";
import { EDITED, houseIfc, WALLS } from "../lib/revisions/testing/house.ts";
import {
  at,
  DRAWS_3D,
  expect,
  expectAccessible,
  expectFitsPhone,
  expectToast,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";
import { payload } from "./uploading.ts";

test.use(DRAWS_3D);

const first = () => payload("house-v1.ifc", Buffer.from(houseIfc(WALLS)));
const second = () => payload("house-v2.ifc", Buffer.from(houseIfc(EDITED.walls, EDITED.storeys)));

async function open(page: Page, file: string) {
  await page.getByRole("link", { name: file }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: file })).toBeVisible();
  await expect(page.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
}

test("a new version of a model is uploaded, and its changes are looked at in figures, table, CSV and 3D", async ({
  page,
  baseURL,
}) => {
  test.slow();
  const slug = uniqueSlug("revisions");
  await signUp(page, baseURL, slug);
  const files = `${at(baseURL, slug)}/files`;
  await page.goto(files);
  await page.getByLabel("Choose files to upload").setInputFiles(first());
  await open(page, "house-v1.ifc");

  const card = page.getByRole("button", { name: "Upload new version" });
  await card.scrollIntoViewIfNeeded();
  await expect(page.getByText("This file is the only version of its model.")).toBeVisible();
  await page.getByLabel("File of the new version").setInputFiles(second());
  const versions = page.getByRole("table", { name: "Versions of this model" });
  await expect(versions.getByRole("row", { name: /Version 2 house-v2\.ifc/ })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText("There is a newer version of this model.")).toBeVisible();
  await expectAccessible(page);

  await test.step("the list has the newest alone, and the earlier one is a choice away", async () => {
    await page.goto(files);
    const list = page.getByRole("table", { name: "Files" });
    await expect(list.getByRole("row", { name: /house-v2\.ifc.*Version 2/ })).toBeVisible();
    await expect(list.getByRole("row", { name: /house-v1\.ifc/ })).toHaveCount(0);
    await page.getByLabel("Versions").selectOption("all");
    await expect(list.getByRole("row", { name: /house-v1\.ifc.*Version 1/ })).toBeVisible();
    await open(page, "house-v2.ifc");
  });

  await page.getByRole("link", { name: "See changes", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Changes" })).toBeVisible();
  await expect(page.getByText("Against version 1")).toBeVisible();
  await expect(page.getByText("Ground floor is now called Erdgeschoss.")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Elements matched: 7 by GlobalId")).toBeVisible();

  await test.step("the table has exactly the edits that were made", async () => {
    const grid = page.getByRole("grid", { name: "Changed elements" });
    await expect(grid).toHaveAttribute("aria-rowcount", "6");
    const rows = grid.getByRole("row");
    await expect(rows.filter({ hasText: "Wall 20" })).toContainText("Added");
    await expect(rows.filter({ hasText: "Wall 1v1" })).toContainText("Removed");
    await expect(rows.filter({ hasText: "Wall 2v1" })).toContainText("Length: 4.5 m → 6 m");
    await expect(rows.filter({ hasText: "Wall 4v1" })).toContainText("Material: Concrete C30/37 → Brick");
    await expect(rows.filter({ hasText: "Wall 7v1" })).toContainText("Moved by 1.2 m");
    await page.getByLabel("Change", { exact: true }).selectOption("unchanged");
    await expect(grid).toHaveAttribute("aria-rowcount", "5");
    await page.getByLabel("Change", { exact: true }).selectOption("");
    await expect(grid).toHaveAttribute("aria-rowcount", "6");
  });

  await test.step("the model is coloured by them, hand in hand with the table", async () => {
    const picture = page.getByRole("application", { name: "3D view of the changes of house-v2.ifc" });
    await picture.scrollIntoViewIfNeeded();
    await expect(picture).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
    await expect(page.getByRole("button", { name: "Added 1 element", exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Changed 3 elements" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Unchanged 4 elements" })).toBeVisible();
    const removed = page.getByRole("button", { name: "Removed 1 element" });
    await removed.click();
    await expect(removed).toHaveAttribute("aria-pressed", "true");
    await removed.click();

    const grid = page.getByRole("grid", { name: "Changed elements" });
    const moved = grid.getByRole("row").filter({ hasText: "Wall 7v1" });
    await moved.click();
    await expect(moved).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(grid.getByRole("row").filter({ hasText: "Wall 4v1" })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await expect(moved).toHaveAttribute("aria-selected", "false");
    await expectAccessible(page);
  });

  await test.step("all of it is taken along as CSV", async () => {
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV of this view" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("house-v2-changes.csv");
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk));
    const lines = Buffer.concat(chunks).toString("utf8").trim().split("\r\n");
    expect(lines).toHaveLength(6);
    expect(lines[0]).toContain("Change,What changed");
  });

  await page.getByRole("radio", { name: "Storey" }).click();
  await expect(
    page.getByRole("table", { name: "Differences summed up" }).getByRole("row", { name: /^First floor/ }),
  ).toBeVisible();
  await expectFitsPhone(page);

  await test.step("in German as well", async () => {
    const address = page.url();
    await page.context().addCookies([{ name: LOCALE_COOKIE, value: "de", url: address }]);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: "Änderungen" })).toBeVisible();
    await expect(page.getByRole("grid", { name: "Geänderte Bauteile" })).toBeVisible();
    await expectAccessible(page);
    await page.context().clearCookies({ name: LOCALE_COOKIE });
    await page.goto(address);
  });

  await test.step("a version is taken out, and marked again", async () => {
    await page.goto(files);
    await open(page, "house-v2.ifc");
    await page.getByRole("button", { name: "Take version 2 out of the versions" }).click();
    await page.getByRole("button", { name: "Take out", exact: true }).click();
    await expectToast(page, "house-v2.ifc is a model by itself again");
    await expect(page.getByText("This file is the only version of its model.")).toBeVisible();
    await page.getByRole("button", { name: "Mark as new version" }).click();
    const dialog = page.getByRole("dialog", { name: "Mark as a new version" });
    await expect(dialog.getByLabel("New version of")).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Mark as new version" }).click();
    await expectToast(page, "house-v2.ifc is a new version now");
    await expect(page.getByRole("table", { name: "Versions of this model" })).toBeVisible();
  });

  await test.step("the first version says that there is nothing before it", async () => {
    await page.getByRole("link", { name: "Version 1", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "house-v1.ifc" })).toBeVisible();
    await page.goto(`${page.url()}/changes`);
    await expect(page.getByText("No earlier version")).toBeVisible();
    await expectAccessible(page);
  });
});
