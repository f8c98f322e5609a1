import type { Page } from "@playwright/test";
import { readSheet } from "read-excel-file/node";
import { samplePdfBill } from "../lib/processing/pdf/testing/sample-bill.ts";
import { samplePlan } from "../lib/processing/pdf/testing/sample-plan.ts";
import { sampleScan } from "../lib/processing/pdf/testing/sample-scan.ts";
import { PART_ATOM, sampleRevit } from "../lib/processing/revit/testing/sample-revit.ts";
import { approve, exportAs } from "./estimating.ts";
import { expect, expectAccessible, expectFitsPhone, signUp, test, uniqueSlug } from "./fixtures.ts";
import { analysisOf, completed } from "./uploading.ts";

/** Over two pages, a text of two lines in it. */
const BILL = samplePdfBill(
  [
    [
      ["", "SUPERSTRUCTURE", "", ""],
      ["1.1", ["Reinforced concrete walls,", "fair-faced"], "12.00", "m3"],
    ],
    [["1.2", "Brick wall", "6.00", "m3"]],
  ],
  { ruled: true },
);
/** By hand, at the built-in installed prices: 12 m³ at 465 and 6 m³ at 700. */
const BILL_TOTAL = 9780;

/**
 * By hand: two faces of 10 m × 3 m × 0.2 m are one wall of 6 m³ of brick at 700 once it is said that both are drawn; the slab
 * of 58 m² × 0.2 m is 11.6 m³ of reinforced concrete at 465: 4200 + 5394.
 */
const PLAN_TOTAL = 9594;

test("a bill in a PDF goes from its upload to an approved estimate, its total by hand", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(240_000);
  await upload(page, baseURL, { name: "bill.pdf", buffer: BILL });
  await completed(page);
  await page.getByRole("tab", { name: "Rows" }).click();
  await expect(page.getByText("Reinforced concrete walls, fair-faced").first()).toBeVisible();
  await expect(page.getByRole("tab", { name: "Layers" })).toHaveCount(0);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await approvedAt(page, BILL_TOTAL);
});

test("a plan in a PDF is measured at its scale, layer by layer, and approved", async ({ page, baseURL }) => {
  test.setTimeout(240_000);
  await upload(page, baseURL, { name: "plan.pdf", buffer: samplePlan() });
  await completed(page);
  await page.getByRole("tab", { name: "Layers" }).click();
  await expect(page.getByRole("heading", { name: "Drawn at 1:100" })).toBeVisible();
  await expect(page.getByRole("tab", { name: "Rows" })).toHaveCount(0);
  await expectAccessible(page);
  await expectFitsPhone(page);

  await test.step("another scale is said, and taken back", async () => {
    await page.getByLabel("Scale of the drawing").fill("50");
    await page.getByRole("button", { name: "Use this scale" }).click();
    await expect(page.getByRole("heading", { name: "Drawn at 1:50" })).toBeVisible({ timeout: 60_000 });
    await completed(page);
    await page.getByRole("button", { name: "As the pages state" }).click();
    await expect(page.getByRole("heading", { name: "Drawn at 1:100" })).toBeVisible({ timeout: 60_000 });
    await completed(page);
  });

  await test.step("suggestions by the layers' names are corrected and confirmed", async () => {
    const row = (name: string) =>
      page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
    await page.getByRole("button", { name: "Edit what A-WALL-Brick is taken for" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("checkbox", { name: "Drawn by both faces" }).click();
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(row("A-WALL-Brick")).toContainText("Confirmed", { timeout: 60_000 });
    await completed(page);
    await page.getByRole("button", { name: "Confirm 2 suggestions" }).click();
    await expect(row("Decke Stahlbeton")).toContainText("Confirmed", { timeout: 60_000 });
    await completed(page);
  });
  await approvedAt(page, PLAN_TOTAL);
});

test("a scan says that it is one", async ({ page, baseURL }) => {
  await upload(page, baseURL, { name: "scan.pdf", buffer: sampleScan() });
  await expect(page.getByText("This PDF is a scan").first()).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
});

test("a Revit family shows its release, preview and part data, and the way to IFC", async ({
  page,
  baseURL,
}) => {
  test.slow();
  await upload(page, baseURL, {
    name: "door.rfa",
    buffer: sampleRevit({ release: 2024, atom: PART_ATOM }),
  });
  await expect(page.getByText("A Revit file is kept, not measured")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("File > Export > IFC").first()).toBeVisible();
  await expect(page.getByText("2024", { exact: true })).toBeVisible();
  await expect(page.getByText("Haus Süd.rvt", { exact: true })).toBeVisible();
  await expect(page.getByRole("table", { name: "Types" })).toContainText("900 x 2100");
  await expect(page.getByText(/Mustermann|C:\\Users/)).toHaveCount(0);
  const preview = page.getByRole("img", { name: "Preview of Door 900" });
  await expect(preview).toBeVisible();
  expect(
    await preview.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)),
  ).toBe(96);
  await expect(page.getByText("Stored", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("This file could not be processed")).toHaveCount(0);
  await expectAccessible(page);
  await expectFitsPhone(page);
});

async function upload(
  page: Page,
  baseURL: string | undefined,
  { name, buffer }: { name: string; buffer: Buffer },
): Promise<void> {
  await signUp(page, baseURL, uniqueSlug("pdf"));
  await page.goto(`${new URL(page.url()).origin}/files`);
  await page
    .getByLabel("Choose files to upload")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  await page.getByRole("link", { name }).first().click();
}

/** From a file that is processed: priced and counted by hand, exported, approved with a signature. */
async function approvedAt(page: Page, total: number): Promise<void> {
  const { origin } = new URL(page.url());
  const analysis = await analysisOf(page);
  expect(Number(analysis.cost.likely)).toBe(total);
  expect(analysis.carbon.a1_a3_kg).toBeGreaterThan(0);
  await page.goto(`${origin}/estimates/${analysis.estimate_id}`);
  const lines = await readSheet(await exportAs(page, "Workbook with formulas (XLSX)"), "Line items");
  expect(lines.find((cells) => cells[1] === "Total")?.[20]).toBe(total);
  await approve(page);
}
