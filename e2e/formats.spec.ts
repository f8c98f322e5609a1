import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { readSheet } from "read-excel-file/node";
import { approve, exportAs } from "./estimating.ts";
import { expect, expectToast, IS_FULL, ONLY_FULL, signUp, test, uniqueSlug } from "./fixtures.ts";
import { analysisOf, completed } from "./uploading.ts";

/**
 * A model and drawings of others, from the upload to an estimate that is priced, counted, exported, approved with a signature
 * and issued. Spreadsheets, packed models and PDFs of our own go the same way in bill.spec.ts and pdf.spec.ts.
 */
interface Sample {
  format: string;
  file: string;
  /** What a person says before anything of it is priced. */
  prepare?: (page: Page) => Promise<void>;
}

const CAD = path.resolve("../shared/data/cad");
const IFC = path.resolve("../shared/data/ifc");

const SAMPLES: Sample[] = [
  { format: "IFC", file: path.resolve("public/samples/sample-building.ifc") },
  { format: "IFC 2x3", file: path.join(IFC, "mini-project-steel.ifc2x3.ifc") },
  {
    format: "DWG",
    file: path.join(CAD, "example_2018.dwg"),
    prepare: (page) => takeLayer(page, "Tavolo 2", { material: "Reinforced concrete C30/37" }),
  },
  {
    format: "DXF",
    file: path.join(CAD, "api-cw750-details.dxf"),
    prepare: async (page) => {
      await page.getByRole("tab", { name: "Layers" }).click();
      await page.getByLabel("Unit of the drawing").selectOption("inches");
      await page.getByRole("button", { name: "Use this unit" }).click();
      await expect(page.getByRole("heading", { name: "Drawn in inches" })).toBeVisible({ timeout: 60_000 });
      await completed(page);
      await takeLayer(page, "SHAPE", { material: "Aluminium" });
    },
  },
];

for (const { format, file, prepare } of SAMPLES) {
  test(`${format}: from the upload to an issued estimate`, async ({ page, baseURL }) => {
    test.skip(!existsSync(file), `${path.basename(file)} is not here: the shared samples are missing`);
    test.skip(format === "IFC 2x3" && !IS_FULL, `The way of IFC again: ${ONLY_FULL}`);
    test.setTimeout(240_000);
    await signUp(page, baseURL, uniqueSlug("format"));
    const { origin } = new URL(page.url());
    await page.goto(`${origin}/files`);
    await page.getByLabel("Choose files to upload").setInputFiles(file);
    await page
      .getByRole("link", { name: path.basename(file) })
      .first()
      .click();
    await completed(page);
    await prepare?.(page);

    const analysis = await analysisOf(page);
    const likely = Number(analysis.cost.likely);
    expect(likely).toBeGreaterThan(0);
    expect(analysis.carbon.a1_a3_kg).toBeGreaterThan(0);

    await page.goto(`${origin}/estimates/${analysis.estimate_id}`);
    const lines = await readSheet(await exportAs(page, "Workbook with formulas (XLSX)"), "Line items");
    expect(lines.find((cells) => cells[1] === "Total")?.[20]).toBe(likely);
    expect((await exportAs(page, "Report for a client (PDF)")).subarray(0, 5).toString()).toBe("%PDF-");

    await approve(page);
    await page.goto(`${origin}/estimates/${analysis.estimate_id}?tab=revisions`);
    await page.getByRole("button", { name: "Issue revision A" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Purpose").fill("For tender");
    await dialog.getByRole("button", { name: "Issue revision A" }).click();
    // A simulation and two documents are made first.
    await expect(dialog).toBeHidden({ timeout: 60_000 });
    await expectToast(page, "Revision A is issued");
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: /^XLSX, .*Revision A$/ }).click();
    const issued = await readSheet(await readFile(await (await coming).path()), "Line items");
    expect(issued.find((cells) => cells[1] === "Total")?.[20]).toBe(likely);
  });
}

async function takeLayer(page: Page, name: string, { material }: { material: string }): Promise<void> {
  await page.getByRole("tab", { name: "Layers" }).click();
  await page.getByRole("button", { name: `Edit what ${name} is taken for` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Class", { exact: true }).selectOption({ value: "IfcSlab" });
  await dialog.getByLabel("What is measured").selectOption({ value: "area_thickness" });
  await dialog.getByLabel("Thickness (m)").fill("0.2");
  await dialog.getByLabel(/^Material/).fill(material);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
  await expect(row).toContainText("Confirmed", { timeout: 60_000 });
  await completed(page);
}
