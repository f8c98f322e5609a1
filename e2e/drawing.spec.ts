import { readFile } from "node:fs/promises";
import { readSheet } from "read-excel-file/node";
import { dxf, insert, line, rectangle } from "../lib/processing/drawing/testing/dxf.ts";
import { expect, expectAccessible, expectFitsPhone, signUp, test, uniqueSlug } from "./fixtures.ts";
import { analysisOf, completed } from "./uploading.ts";

/**
 * A plan without a unit, drawn in mm: a wall of 10 m by its two faces, a slab of 10 × 6 m, two doors, one of them mirrored,
 * a dimension layer, and one whose name says nothing.
 */
const PLAN = dxf({
  blocks: [{ name: "Door 90", entities: [rectangle("0", [0, 0], 900, 50)] }],
  entities: [
    line("A-WALL-Brick", [0, 0], [10_000, 0]),
    line("A-WALL-Brick", [0, 240], [10_000, 240]),
    rectangle("Decke Stahlbeton", [0, 0], 10_000, 6000),
    insert("A-DOOR", "Door 90", [1000, 0]),
    insert("A-DOOR", "Door 90", [4000, 0], { scale: [-1, 1] }),
    line("A-DIMS", [0, -500], [10_000, -500]),
    line("Q1", [0, 0], [3000, 0]),
  ],
});

/**
 * By hand, at the built-in installed prices: 10 m × 2.5 m × 0.24 m = 6 m³ of brick at 700; 60 m² × 0.2 m = 12 m³ of reinforced
 * concrete at 465; two doors at 650: 4200 + 5580 + 1300.
 */
const TOTAL = 11_080;

test("a drawing goes from its upload to an estimate: its unit said, its layers confirmed, its total by hand", async ({
  page,
  baseURL,
}) => {
  test.slow();
  await signUp(page, baseURL, uniqueSlug("drawing"));
  await page.goto(`${new URL(page.url()).origin}/files`);
  await page
    .getByLabel("Choose files to upload")
    .setInputFiles({ name: "ground-floor.dxf", mimeType: "image/vnd.dxf", buffer: PLAN });
  await page.getByRole("link", { name: "ground-floor.dxf" }).first().click();
  await completed(page);
  await expect(page.getByText("does not state its unit")).toBeVisible();

  await test.step("the unit is said by a person", async () => {
    await page.getByRole("tab", { name: "Layers" }).click();
    await expect(page.getByText("The drawing does not state its unit")).toBeVisible();
    await expect(page.getByText("A drawing has no 3D view.")).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Unit of the drawing").selectOption("millimetres");
    await page.getByRole("button", { name: "Use this unit" }).click();
    await expect(page.getByRole("heading", { name: "Drawn in millimetres" })).toBeVisible({
      timeout: 60_000,
    });
    await completed(page);
  });

  const table = page.getByRole("table", { name: "Layers and blocks" });
  const row = (name: string) => table.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });

  await test.step("suggestions are corrected and confirmed", async () => {
    await expect(row("A-WALL-Brick")).toContainText("Suggested");
    await expect(row("Q1")).toContainText("Not in the estimate");
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole("button", { name: "Edit what A-WALL-Brick is taken for" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByLabel("What is measured")).toHaveValue("length_height_thickness");
    await dialog.getByLabel("Height (m)").fill("2.5");
    await dialog.getByLabel("Thickness (m)").fill("0.24");
    await dialog.getByRole("checkbox", { name: "Drawn by both faces" }).click();
    await dialog.getByLabel(/^Storey/).fill("Ground floor");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(row("A-WALL-Brick")).toContainText("Confirmed", { timeout: 60_000 });
    await completed(page);
    await page.getByRole("button", { name: "Confirm 3 suggestions" }).click();
    await expect(row("Decke Stahlbeton")).toContainText("Confirmed", { timeout: 60_000 });
    await completed(page);
    await expect(row("Door 90")).toContainText("Door: count");
    await expect(row("A-DIMS")).toContainText("Left out");
  });

  await test.step("the total is the one by hand, on the page and in the workbook", async () => {
    const analysis = await analysisOf(page);
    expect(Number(analysis.cost.likely)).toBe(TOTAL);
    expect(analysis.carbon.a1_a3_kg).toBeGreaterThan(0);
    expect(analysis.elements.by_class).toMatchObject({
      IfcWall: { count: 2, volume_m3: 6, low_confidence: 0 },
      IfcSlab: { count: 1, volume_m3: 12 },
      IfcDoor: { count: 2 },
    });
    await page.getByRole("button", { name: "Export this estimate" }).press("Enter");
    await expect(page.getByRole("menuitem", { name: "Elements of the take-off (CSV)" })).toBeVisible();
    await expect(page.getByRole("menuitem", { name: /IFC/ })).toHaveCount(0);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Workbook with formulas (XLSX)" }).click(),
    ]);
    const lines = await readSheet(await readFile(await download.path()), "Line items");
    expect(lines.find((cells) => cells[1] === "Total")?.[20]).toBe(TOTAL);
  });

  await test.step("single elements stand in the take-off", async () => {
    await page.getByRole("tab", { name: /Take-off/ }).click();
    const grid = page.getByRole("treegrid", { name: "Take-off" });
    await expect(grid.getByRole("row", { name: /A-WALL-Brick/ }).first()).toContainText("Drawn");
    await expect(grid.getByRole("button", { name: /show alone in the model/ })).toHaveCount(0);
  });
});
