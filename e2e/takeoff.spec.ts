import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import {
  expect,
  expectAccessible,
  expectFitsPhone,
  expectToast,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";

const SAMPLE = path.join("public", "samples", "sample-building.ifc");
const QUANTITY = { length: 3, area: 4, volume: 5, cost: 7 };

test("the take-off is grouped, sorted, filtered, walked through by keyboard and taken along", async ({
  page,
  baseURL,
}) => {
  test.slow();
  await openTakeoff(page, baseURL, "takeoff");
  const grid = page.getByRole("treegrid", { name: "Take-off" });
  await expect(grid).toHaveAttribute("aria-rowcount", "4");
  await expectAccessible(page);

  const ground = grid.getByRole("row", { name: /^Erdgeschoss/ });
  await expect(ground).toHaveAttribute("aria-expanded", "false");
  await ground.click();
  await expect(ground).toHaveAttribute("aria-expanded", "true");
  await expect(grid).toHaveAttribute("aria-rowcount", "138");
  await expect(grid.getByRole("row", { name: /Streifenfundament north/ })).toContainText("Stated");
  await expectAccessible(page);
  await expectFitsPhone(page);

  await test.step("one cell is the tab stop, and the keys lead everywhere", async () => {
    await cellAt(grid, 0, 0).click();
    await cellAt(grid, 0, 0).click();
    await expect(ground).toHaveAttribute("aria-expanded", "true");
    await expect(grid.locator("[tabindex='0']")).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await expect(cellAt(grid, 1, 0)).toBeFocused();
    await page.keyboard.press(" ");
    await expect(grid.locator("[aria-selected='true']")).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+ ");
    await expect(grid.locator("[aria-selected='true']")).toHaveCount(2);
    await page.keyboard.press("End");
    await expect(cellAt(grid, 2, 9)).toBeFocused();
    await page.keyboard.press("Control+End");
    await expect(cellAt(grid, 135, 9)).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(cellAt(grid, 136, 9)).toBeFocused();
    await page.keyboard.press("Control+Home");
    await expect(cellAt(grid, 0, 0)).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/sort=name/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowLeft");
    await expect(ground).toHaveAttribute("aria-expanded", "false");
    await page.keyboard.press("Escape");
  });

  await test.step("volumes, the largest first", async () => {
    await page.getByRole("radio", { name: "No groups" }).click();
    const flat = page.getByRole("grid", { name: "Take-off" });
    await flat.getByRole("button", { name: /^Volume/ }).click();
    await expect(flat.getByRole("columnheader", { name: /^Volume/ })).toHaveAttribute(
      "aria-sort",
      "descending",
    );
    await expect(cellAt(flat, 0, QUANTITY.volume)).toContainText("Stated");
    // Rows come in windows.
    await expect(async () => {
      const volumes = await Promise.all([0, 1, 2, 3].map((row) => figureAt(flat, row)));
      expect(volumes).toEqual([...volumes].sort((a, b) => b - a));
      expect(volumes[0]).toBeGreaterThan(1);
    }).toPass({ timeout: 15_000 });
  });

  await test.step("costs, the largest first, the sum below", async () => {
    const flat = page.getByRole("grid", { name: "Take-off" });
    await flat.getByRole("button", { name: /^Cost/ }).click();
    await expect(page).toHaveURL(/sort=-cost/);
    await expect(async () => {
      const costs = await Promise.all([0, 1, 2, 3].map((row) => figureAt(flat, row, QUANTITY.cost)));
      expect(costs).toEqual([...costs].sort((a, b) => b - a));
      expect(costs[0]).toBeGreaterThan(100);
    }).toPass({ timeout: 15_000 });
    await expect(flat.getByRole("row", { name: /^All elements/ })).toContainText(/\$[\d,]{5,}/);
  });

  await test.step("what is filtered is summed up, and stands in the address", async () => {
    const flat = page.getByRole("grid", { name: "Take-off" });
    await page.getByLabel("Class", { exact: true }).selectOption("IfcSlab");
    await expect(page).toHaveURL(/class=IfcSlab/);
    await expect(flat.getByText("All that match")).toBeVisible();
    await expect(flat).toHaveAttribute("aria-busy", "false");
    const count = await flat.getAttribute("aria-rowcount");
    await page.reload();
    await expect(flat).toHaveAttribute("aria-rowcount", count ?? "");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV of this view" }).click();
    expect((await download).suggestedFilename()).toBe("sample-building-elements.csv");
    await page.getByRole("searchbox", { name: "Name, type or GlobalId" }).fill("no such element");
    await expect(page.getByText("No element matches")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Clear filters" }).first().click();
    await expect(flat).toHaveAttribute("aria-rowcount", "244");
    await expect(page.getByRole("searchbox", { name: "Name, type or GlobalId" })).toHaveValue("");
  });
});

test("an unknown material is assigned above the table, the totals move, and it is undone", async ({
  page,
  baseURL,
}) => {
  test.slow();
  await openTakeoff(page, baseURL, "assign");
  const unknown = page.getByRole("list", { name: "Unknown materials" });
  const name = "Fassadenpaneel Typ F7";
  await expect(unknown.getByText(name)).toBeVisible();
  await expect(unknown).toContainText("4 elements (2%)");
  const likely = page
    .locator("section")
    .filter({ hasText: /^Likely cost/ })
    .first();
  const before = (await likely.textContent()) ?? "";

  // Refused: it comes back, and nothing has moved.
  await page.route("**/materials", async (route) => {
    if (route.request().method() !== "PUT") return route.continue();
    await route.fulfill({
      status: 409,
      json: { code: "already_processing", detail: "It is being processed." },
    });
  });
  await assign(page, name);
  await expectToast(page, `${name} is not assigned`);
  await expect(unknown.getByText(name)).toBeVisible();
  await expect(likely).toHaveText(before);
  await page.unroute("**/materials");

  await assign(page, name);
  await expect(unknown).toHaveCount(0);
  await expectToast(page, `${name} is assigned`);
  await expect(likely).not.toHaveText(before);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(unknown.getByText(name)).toBeVisible();
  await expect(likely).toHaveText(before);
});

test("a group of the table is shown alone in the model, and by keys an element is hidden and all come back", async ({
  page,
  baseURL,
}) => {
  test.slow();
  await openTakeoff(page, baseURL, "isolate");
  const grid = page.getByRole("treegrid", { name: "Take-off" });
  await page.getByRole("radio", { name: "Class" }).click();
  await grid.getByRole("row", { name: /^Column/ }).hover();
  await grid.getByRole("button", { name: "Column: show alone in the model" }).click();
  await expect(page.getByRole("tab", { name: "Model" })).toHaveAttribute("aria-selected", "true");
  const all = page.getByRole("button", { name: "Show all", exact: true });
  await expect(all).toBeEnabled();
  await all.click();
  await expect(all).toBeDisabled();
  const column = grid.getByRole("row", { name: /^Column/ });
  await column.getByRole("rowheader").click();
  await expect(column).toHaveAttribute("aria-expanded", "true");
  await column.getByRole("rowheader").focus();
  await page.keyboard.press("h");
  await expect(all).toBeEnabled();
  await page.keyboard.press("a");
  await expect(all).toBeDisabled();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("i");
  await expect(all).toBeEnabled();
  await expectAccessible(page);
});

test("costs that cannot be loaded are told of, and come when asked for again", async ({ page, baseURL }) => {
  await page.route("**/model/elements", (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "internal", detail: "This failed on our side. Try again in a moment." }),
    }),
  );
  await openTakeoff(page, baseURL, "unpriced");
  const told = page.getByRole("alert").filter({ hasText: "Cost and carbon could not be loaded" });
  await expect(told).toContainText("This failed on our side", { timeout: 30_000 });
  const grid = page.getByRole("treegrid", { name: "Take-off" });
  await page.unroute("**/model/elements");
  await told.getByRole("button", { name: "Try again" }).click();
  await expect(told).toBeHidden();
  await expect.poll(() => figureAt(grid, 0, QUANTITY.cost)).toBeGreaterThan(100);
});

async function openTakeoff(page: Page, baseURL: string | undefined, name: string): Promise<void> {
  const slug = uniqueSlug(name);
  await signUp(page, baseURL, slug);
  await page.goto(`${new URL(page.url()).origin}/files`);
  await page.getByLabel("Choose files to upload").setInputFiles(SAMPLE);
  await page.getByRole("link", { name: "sample-building.ifc" }).first().click();
  await expect(page.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole("tab", { name: /Take-off/ }).click();
}

async function assign(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Assign material ${name}` }).click();
  await page.getByRole("combobox", { name: "Search the catalogue" }).fill("insulated panel");
  await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Enter");
}

const cellAt = (grid: Locator, row: number, column: number) =>
  grid.locator(`[data-row="${row}"] [data-column="${column}"]`);

const figureAt = async (grid: Locator, row: number, column = QUANTITY.volume) =>
  Number.parseFloat(((await cellAt(grid, row, column).textContent()) ?? "").replace(/[$,]/g, ""));
