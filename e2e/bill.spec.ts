import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { readSheet } from "read-excel-file/node";
import { zip } from "../lib/price-books/test/workbook.ts";
import { workbookOf } from "../lib/processing/bill/testing/workbook.ts";
import { approve, exportAs } from "./estimating.ts";
import {
  at,
  DRAWS_3D,
  expect,
  expectAccessible,
  expectFitsPhone,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";
import { analysisOf, completed } from "./uploading.ts";

test.use(DRAWS_3D);

/** A bill whose quantities stand under a heading that says nothing, with a lump sum and a subtotal in it; a hidden sheet. */
const HEAD = ["Pos", "Description", "Material", "Figure", "Unit", "Thickness (cm)"];
const BILL = workbookOf(
  {
    name: "Shell and core",
    rows: [
      ["Bill of quantities, shell and core"],
      [],
      HEAD,
      ["1", "Shell"],
      ["1.1", "Outer wall", "Brick", 6, "m3"],
      ["1.2", "Slab over ground floor", "Reinforced concrete", { formula: "6*10", value: 60 }, "m2", 20],
      ["1.3", "Interior door", "", 2, "pcs"],
      ["1.4", "Site installation", "", 1, "lump sum"],
      ["", "Subtotal shell", "", "", "", ""],
    ],
  },
  { name: "Old", hidden: true, rows: [HEAD, ["1", "Outer wall", "Brick", 600, "m3"]] },
);

/**
 * By hand, at the built-in installed prices: 6 m³ of brick at 700; 60 m² × 0.2 m = 12 m³ of reinforced concrete at 465; two
 * doors at 650: 4200 + 5580 + 1300.
 */
const TOTAL = 11_080;

test("a bill of quantities goes from its upload to an approved estimate: a column said, its total by hand", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const slug = uniqueSlug("bill");
  await signUp(page, baseURL, slug);
  await upload(page, "bill.xlsx", BILL);
  await expect(page.getByText("No row could be read yet").first()).toBeVisible();

  await test.step("which column holds the quantities is said by a person", async () => {
    await page.getByRole("tab", { name: "Rows" }).click();
    await expect(page.getByText("No column holds the quantities")).toBeVisible();
    await expect(page.getByLabel("B: Description")).toHaveValue("description");
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel("D: Figure").selectOption("Quantity");
    await page.getByRole("button", { name: "Confirm columns" }).click();
    await expect(page.getByText("Read: 3. Headings and remarks: 1. Not read: 2.")).toBeVisible({
      timeout: 60_000,
    });
    await completed(page);
    await expect(page.getByText("Confirmed", { exact: true })).toBeVisible();
  });

  await test.step("rows say what became of them, and those that were not read why", async () => {
    const rows = page.getByRole("table", { name: "Rows of the sheet" });
    await expect(rows.getByRole("row", { name: /Slab over ground floor/ })).toContainText("60 m²");
    await expect(rows.getByRole("row", { name: /Interior door/ })).toContainText("2 pieces");
    await page.getByRole("radio", { name: "Not read (2)" }).click();
    await expect(rows.getByRole("row", { name: /Site installation/ })).toContainText("A lump sum");
    await expect(rows.getByRole("row", { name: /Subtotal shell/ })).toContainText("subtotal");
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel("Sheet", { exact: true }).selectOption({ label: "Old: hidden, left out" });
    await expect(page.getByText("This sheet is hidden in the file and left out")).toBeVisible();
  });

  await test.step("a later bill with these headings needs no word", async () => {
    await upload(
      page,
      "bill-2.xlsx",
      workbookOf({ name: "A", rows: [HEAD, ["9", "Inner wall", "Brick", 2, "m3"]] }),
      slug,
    );
    const analysis = await analysisOf(page);
    expect(analysis.warnings).toEqual([]);
    expect(Number(analysis.cost.likely)).toBe(1400);
    await page.goto(`${at(baseURL, slug)}/files`);
    await page.getByRole("link", { name: "bill.xlsx" }).first().click();
    await completed(page);
  });

  await test.step("the total is the one by hand, in the take-off, in the workbook and in the PDF", async () => {
    const analysis = await analysisOf(page);
    expect(Number(analysis.cost.likely)).toBe(TOTAL);
    expect(analysis.carbon.a1_a3_kg).toBeGreaterThan(0);
    expect(analysis.elements.by_class).toMatchObject({
      IfcWall: { count: 1, volume_m3: 6, low_confidence: 0 },
      IfcSlab: { count: 1, area_m2: 60 },
      IfcDoor: { count: 2 },
    });
    await page.getByRole("tab", { name: /Take-off/ }).click();
    const grid = page.getByRole("treegrid", { name: "Take-off" });
    await expect(grid.getByRole("row", { name: /Outer wall/ }).first()).toContainText("Listed");
    await exported(page, TOTAL);
  });

  await test.step("approved with a signature", () => approved(page, baseURL, slug));
});

test("a packed model is measured, drawn, exported and approved; ifcXML is told what to do", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const slug = uniqueSlug("packed");
  await signUp(page, baseURL, slug);
  await page.goto(`${new URL(page.url()).origin}/files`);
  const field = page.getByLabel("Choose files to upload");
  await field.setInputFiles({ name: "house.ifcxml", mimeType: "text/xml", buffer: Buffer.from("<ifcXML/>") });
  await expect(page.getByText("Export the model as IFC (STEP").first()).toBeVisible();

  const model = await readFile(
    path.join(import.meta.dirname, "..", "public", "samples", "sample-building.ifc"),
  );
  await upload(page, "building.ifczip", zip({ "notes.txt": "x", "building.ifc": model }), slug);
  const analysis = await analysisOf(page);
  expect(Number(analysis.cost.likely)).toBeGreaterThan(0);
  expect(analysis.carbon.a1_a3_kg).toBeGreaterThan(0);
  await test.step("drawn like any model", async () => {
    await page.getByRole("tab", { name: "Model" }).click();
    await expect(page.locator("canvas").first()).toBeVisible({ timeout: 60_000 });
  });
  await exported(page, Number(analysis.cost.likely));
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    (async () => {
      await page.getByRole("button", { name: "Export this estimate" }).press("Enter");
      await page.getByRole("menuitem", { name: /IFC/ }).click();
    })(),
  ]);
  expect((await readFile(await download.path())).subarray(0, 13).toString()).toBe("ISO-10303-21;");
  await approved(page, baseURL, slug);
});

/** Uploads a file, opens it, and waits until it is processed. */
async function upload(page: Page, name: string, buffer: Buffer, slug?: string): Promise<void> {
  const { origin, host } = new URL(page.url());
  expect(slug === undefined || host.startsWith(slug)).toBe(true);
  await page.goto(`${origin}/files`);
  await page
    .getByLabel("Choose files to upload")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  await page.getByRole("link", { name, exact: true }).first().click();
  await completed(page);
}

async function exported(page: Page, total: number): Promise<void> {
  const lines = await readSheet(await exportAs(page, "Workbook with formulas (XLSX)"), "Line items");
  expect(lines.find((cells) => cells[1] === "Total")?.[20]).toBe(total);
  const pdf = await exportAs(page, "Report for a client (PDF)");
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
}

async function approved(page: Page, baseURL: string | undefined, slug: string): Promise<void> {
  const { estimate_id: id } = await analysisOf(page);
  await page.goto(`${at(baseURL, slug)}/estimates/${id}`);
  await approve(page);
  await expect(page.getByText("Approved").first()).toBeVisible();
}
