import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { readSheet } from "read-excel-file/node";
import { call, exportAs } from "./estimating.ts";
import {
  at,
  expect,
  expectAccessible,
  expectFitsPhone,
  expectToast,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";

const SAMPLE = path.join("public", "samples", "sample-building.ifc");
const REASON = "Measured on plan A-104 of 3 May";

interface Line {
  position: number;
  unit: string;
  quantity: string;
  unit_rate: string | null;
  cost: { likely: string } | null;
}
interface Element {
  ordinal: number;
  global_id: string;
  name: string;
  quantities: { volume_m3?: number };
  materials: unknown[];
}

test("a volume is corrected and an element excluded: the total follows to the cent, and both survive a re-run", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const slug = uniqueSlug("corrects");
  await signUp(page, baseURL, slug);
  const file = await upload(page);
  await completed(page, file);
  const [wall, left] = await pricedByVolume(page, file);
  const before = await estimateOf(page, file);
  const corrected = Number((wall.volume + 1.5).toFixed(6));
  const more = corrected - wall.volume;

  await test.step("a volume, with the reason, by the keyboard", async () => {
    await page.goto(`${at(baseURL, slug)}/files/${file}?tab=take-off&by=none&q=${wall.element.global_id}`);
    await page.getByRole("row", { name: wall.element.global_id }).first().click();
    await page.getByRole("button", { name: "Correct…" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(/^Found: [\d.]+ m³$/)).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel("Volume (m³)").fill("0");
    await dialog.getByLabel("Reason").fill(REASON);
    await dialog.getByRole("button", { name: "Correct 1 element" }).click();
    await expect(dialog.getByText("Give a number like 12.4.")).toBeVisible();
    await dialog.getByLabel("Volume (m³)").fill(String(corrected));
    await dialog.getByRole("button", { name: "Correct 1 element" }).press("Enter");
    await expectToast(page, "1 element corrected");
    await expect(page.getByRole("row", { name: wall.element.global_id }).first()).toContainText("Corrected");
  });
  const expected = before.minor + amountOf(wall.line, more) - minorOf(wall.line.cost?.likely);
  expect((await estimateOf(page, file)).minor).toBe(expected);

  await test.step("an element does not count", async () => {
    await page.goto(`${at(baseURL, slug)}/files/${file}?tab=take-off&by=none&q=${left.element.global_id}`);
    await page.getByRole("row", { name: left.element.global_id }).first().click();
    await page.getByRole("button", { name: "Correct…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Do not count" }).click();
    await dialog.getByLabel("Reason").fill("Belongs to another lot");
    await dialog.getByRole("button", { name: "Exclude 1 element" }).click();
    await expectToast(page, "1 element corrected");
    await expect(page.getByRole("row", { name: left.element.global_id }).first()).toContainText("Excluded");
  });
  const after = (await estimateOf(page, file)).minor;
  const same = left.line.position === wall.line.position;
  expect(after).toBe(
    same
      ? before.minor - minorOf(wall.line.cost?.likely) + amountOf(wall.line, more - left.volume)
      : expected - minorOf(left.line.cost?.likely) + amountOf(left.line, -left.volume),
  );

  await test.step("another run keeps them", async () => {
    await call(page, `/api/files/${file}/process`, {});
    await completed(page, file);
    expect((await estimateOf(page, file)).minor).toBe(after);
  });

  await test.step("they are shown apart, each opens to its element", async () => {
    await page.goto(`${at(baseURL, slug)}/files/${file}?tab=check`);
    await expect(page.getByRole("heading", { name: "Corrections" })).toBeVisible();
    await expect(page.getByText("2 corrections of 2 elements, one excluded.")).toBeVisible();
    await expect(page.getByText(`Ada Admin, `).first()).toBeVisible();
    await expect(page.getByText(new RegExp(`${REASON}$`))).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole("button", { name: "Show corrected elements" }).click();
    await expect(page).toHaveURL(/finding=corrected/);
    await expect(page.getByText("Corrected by a person")).toBeVisible();
  });

  await test.step("a line of the estimate opens to its elements", async () => {
    await page.goto(`${at(baseURL, slug)}/files/${file}?tab=estimate`);
    await expect(page.getByText("1 element corrected").first()).toBeVisible();
    await page
      .getByRole("link", { name: /elements? behind / })
      .first()
      .click();
    await expect(page).toHaveURL(/line=0/);
    await expect(page.getByText("Behind line 1 of the estimate")).toBeVisible();
  });

  await test.step("the workbook lists them", async () => {
    const { id } = await estimateOf(page, file);
    await page.goto(`${at(baseURL, slug)}/estimates/${id}`);
    const rows = await readSheet(await exportAs(page, "Workbook with formulas (XLSX)"), "Corrections");
    const row = rows.find(([, globalId]) => globalId === wall.element.global_id);
    expect(row?.[4]).toBeCloseTo(wall.volume, 6);
    expect(row?.[5]).toBeCloseTo(corrected, 6);
    expect(row?.slice(7, 8)).toEqual(["Ada Admin"]);
    expect(row?.[9]).toBe(REASON);
    expect(rows.some((cells) => cells.includes(left.element.global_id))).toBe(true);
  });

  await test.step("withdrawn, all is as it was found", async () => {
    await page.goto(`${at(baseURL, slug)}/files/${file}?tab=check`);
    for (const rest of [1, 0]) {
      await page
        .getByRole("button", { name: /^Withdraw the correction of/ })
        .first()
        .click();
      await page.getByRole("dialog").getByLabel("Why (optional)").fill("Not so after all");
      await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
      await expect(page.getByRole("button", { name: /^Withdraw the correction of/ })).toHaveCount(rest);
    }
    await expect.poll(async () => (await estimateOf(page, file)).minor).toBe(before.minor);
    await page.getByRole("button", { name: "Show former corrections (2)" }).click();
    await expect(page.getByText(/^Withdrawn by Ada Admin, .*: Not so after all$/).first()).toBeVisible();
  });
});

const minorOf = (amount: string | undefined) => Math.round(Number(amount ?? "0") * 100);
/** What a line comes to with so much more of it. */
const amountOf = ({ quantity, unit_rate }: Line, more: number) =>
  Math.round(Number((Number(quantity) + more).toFixed(6)) * Number(unit_rate) * 100);

const read = (page: Page, route: string) => page.evaluate(async (url) => (await fetch(url)).json(), route);

async function completed(page: Page, file: string): Promise<void> {
  await expect
    .poll(() => read(page, `/api/files/${file}`), { timeout: 90_000 })
    .toMatchObject({ status: "completed" });
}

async function estimateOf(page: Page, file: string): Promise<{ id: string; minor: number; lines: Line[] }> {
  const { estimate_id: id } = await read(page, `/api/files/${file}/analysis`);
  const { cost, lines } = await read(page, `/api/cost-estimates/${id}`);
  return { id, minor: minorOf(cost.likely), lines };
}

/** Two elements of one material each that are priced by their volumes. */
async function pricedByVolume(page: Page, file: string) {
  const { lines } = await estimateOf(page, file);
  const found: { line: Line; element: Element; volume: number }[] = [];
  for (const line of lines) {
    if (line.unit !== "m3" || line.unit_rate === null) continue;
    const { items } = await read(page, `/api/files/${file}/elements?line=${line.position}&limit=50`);
    for (const element of items as Element[]) {
      const volume = element.quantities.volume_m3;
      if (volume && element.materials.length === 1) found.push({ line, element, volume });
    }
  }
  const [first, second] = found;
  if (!first || !second) throw new Error("The sample has no two elements that are priced by volume");
  return [first, second] as const;
}

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
