import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Download, Page } from "@playwright/test";
import { readSheet } from "read-excel-file/node";
import { at, expect, expectAccessible, signUp, test, uniqueSlug } from "./fixtures.ts";

const SAMPLE = path.join("public", "samples", "sample-building.ifc");

test("a member takes an estimate away as a report, a workbook, CSV and a model", async ({
  page,
  baseURL,
}) => {
  test.slow();
  const slug = uniqueSlug("taker");
  await signUp(page, baseURL, slug);
  const fileId = await upload(page);
  const read = (route: string) => page.evaluate(async (url) => (await fetch(url)).json(), route);
  await expect
    .poll(() => read(`/api/files/${fileId}`), { timeout: 90_000 })
    .toMatchObject({ status: "completed" });
  const analysis = await read(`/api/files/${fileId}/analysis`);

  await page.goto(`${at(baseURL, slug)}/estimates/${analysis.estimate_id}`);
  const pdf = await taken(page, "Report for a client (PDF)");
  expect(pdf.suggestedFilename()).toBe("sample-building.pdf");
  expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe("%PDF-");

  const workbook = await taken(page, "Workbook with formulas (XLSX)");
  expect(workbook.suggestedFilename()).toBe("sample-building.xlsx");
  const lines = await readSheet(await readFile(await workbook.path()), "Line items");
  const total = lines.find((row) => row[1] === "Total");
  expect(total?.[20]).toBe(Number(analysis.cost.likely));

  const csv = await taken(page, "Line items (CSV)");
  expect(await readFile(await csv.path(), "utf8")).toMatch(/^\uFEFFline,catalogue_id,name,/);

  await page.goto(`${at(baseURL, slug)}/files/${fileId}`);
  await page.getByRole("button", { name: "Export this estimate" }).click();
  await expect(page.getByRole("menuitem", { name: "Elements of the take-off (CSV)" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  const model = await taken(page, "Model with cost and carbon (IFC)");
  expect(model.suggestedFilename()).toBe("sample-building-cost-carbon.ifc");
  const written = await readFile(await model.path(), "utf8");
  expect(written.length).toBeGreaterThan((await stat(SAMPLE)).size);
  expect(written).toContain("'CAI_CostAndCarbon'");
});

/** Chooses an entry of the export menu by the keyboard, as far as the download. */
async function taken(page: Page, name: string): Promise<Download> {
  await page.getByRole("button", { name: "Export this estimate" }).press("Enter");
  const item = page.getByRole("menuitem", { name });
  await expect(item).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), item.click()]);
  return download;
}

/** Through the page, whose browser alone knows the organisation's host. */
async function upload(page: Page): Promise<string> {
  const content = await readFile(SAMPLE, "latin1");
  return page.evaluate(async (text) => {
    const form = new FormData();
    form.set("file", new File([Uint8Array.from(text, (c) => c.charCodeAt(0))], "sample-building.ifc"));
    const answer = await fetch("/api/files/upload", { method: "POST", body: form });
    if (answer.status !== 201) throw new Error(await answer.text());
    return (await answer.json()).file_id;
  }, content);
}
