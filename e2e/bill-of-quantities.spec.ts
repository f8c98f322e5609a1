import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { readSheet } from "read-excel-file/node";
import { fillBill } from "../lib/boq/test/fill-bill.ts";
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

test("a bill is classified, marked up, sent out, priced by three bidders and compared", async ({
  page,
  baseURL,
}) => {
  test.slow();
  const slug = uniqueSlug("bill");
  await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  const id = await page.evaluate(async () => {
    const answer = await fetch("/api/cost-estimates", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        materials: {
          "concrete-c30": { quantity: "10", unit: "m3" },
          brick: { quantity: "12.5", unit: "m3" },
          paint: { quantity: "200", unit: "m2" },
        },
        location: "US average",
        labor_rate: 45,
        equipment_rate: 75,
        description: "Shell of a small house",
      }),
    });
    return (await answer.json()).id as string;
  });
  const path = `${origin}/estimates/${id}`;
  const read = () =>
    page.evaluate(async (one) => (await fetch(`/api/cost-estimates/${one}/bill`)).json(), id);

  await test.step("open it from the estimate, and switch its classification", async () => {
    await page.goto(path);
    await page.getByRole("link", { name: "Bill of quantities" }).click();
    await page.waitForURL(`${path}/bill`);
    await expect(page.getByRole("table", { name: "Bill by DIN 276" })).toContainText("Not classified");
    await page.getByRole("radio", { name: "NRM 2" }).click();
    const table = page.getByRole("table", { name: "Bill by NRM 2" });
    for (const section of ["11 In-situ concrete works", "14 Masonry", "29 Decoration"])
      await expect(table).toContainText(section);
    await expect.poll(async () => (await read()).classification).toBe("nrm_2");
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step("move a material to another section", async () => {
    await page.getByRole("button", { name: "Edit sections" }).click();
    const dialog = page.getByRole("dialog");
    const paint = dialog.getByLabel("Paint");
    await paint.fill("99");
    await dialog.getByRole("button", { name: "Keep sections" }).click();
    await expect(dialog.getByText("99 is no code of NRM 2").first()).toBeVisible();
    await paint.fill("28");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Keep sections" }).click();
    await expectToast(page, "1 section changed");
    await expect(page.getByRole("table", { name: "Bill by NRM 2" })).toContainText(
      "28 Floor, wall, ceiling and roof finishings",
    );
  });

  await test.step("mark-ups, escalation and tax", async () => {
    await page.getByRole("button", { name: "Edit mark-ups" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Overheads", { exact: true }).selectOption({ label: "% of everything before" });
    await dialog.getByLabel("Overheads, %").fill("8");
    await dialog.getByLabel("Profit", { exact: true }).selectOption({ label: "% of the works" });
    await dialog.getByLabel("Profit, %").fill("3.5");
    await dialog.getByLabel("Escalation", { exact: true }).selectOption({ label: "By a rate per year" });
    await dialog.getByLabel("Rate per year, %").fill("4");
    await dialog.getByLabel("Prices stand at").fill("2026-01-01");
    await dialog.getByLabel("Escalated to").fill("2028-01-01");
    await dialog.getByLabel("Value added tax, %").fill("19");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Save mark-ups" }).click();
    await expect(dialog).toBeHidden();
    const sum = page.getByRole("table", { name: "Calculation of the total" });
    await expect(sum).toContainText("8% of everything before");
    await expect(sum).toContainText("2 years and 0 days, × 1.0816");
    const { summary } = await read();
    const cents = (amount: string) => Number(amount.replace(".", ""));
    const works = cents(summary.works);
    const overheads = Math.round(works * 0.08);
    const profit = Math.round(works * 0.035);
    const subtotal = works + overheads + profit;
    const net = subtotal + Math.round(subtotal * 0.0816);
    expect(cents(summary.total)).toBe(net + Math.round(net * 0.19));
  });

  await test.step("a provisional sum and an alternate", async () => {
    await page.getByRole("button", { name: "Add item" }).click();
    let dialog = page.getByRole("dialog");
    await dialog.getByLabel("Description").fill("Art in building");
    await dialog.getByLabel(/^Amount/).fill("5000");
    await dialog.getByRole("button", { name: "Add item" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("Art in building")).toBeVisible();

    await page.getByRole("button", { name: "Add item" }).click();
    dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: /^Alternate/ }).check();
    await dialog.getByLabel("Description").fill("Engineering brick");
    await dialog.getByLabel("Instead of", { exact: true }).selectOption({ index: 2 });
    await dialog.getByLabel("Unit", { exact: true }).selectOption("m3");
    await dialog.getByLabel("Quantity").fill("12.5");
    await dialog.getByLabel(/^Unit rate/).fill("1000");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Add item" }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole("checkbox", { name: /Counts in the total/ }).click();
    await expect
      .poll(async () => {
        const { summary, items } = await read();
        return [items[1].chosen, summary.chosen === items[1].effect, summary.provisional];
      })
      .toEqual([true, true, "5000.00"]);
    await page.getByRole("checkbox", { name: /Counts in the total/ }).click();
    await expect.poll(async () => (await read()).summary.chosen).toBe("0.00");
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step("send it out", async () => {
    await page.getByRole("tab", { name: "Bidders" }).click();
    await expect(page.getByText("No bidder has returned a bill yet")).toBeVisible();
    await expectAccessible(page);
  });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Bill for bidders (XLSX)" }).click(),
  ]);
  const sent = await readFile(await download.path());
  const cells = await readSheet(sent);
  // Concrete, brick, paint, and the alternate are to be priced; the provisional sum is stated.
  expect(cells.filter(([item]) => /^[LA]-/.test(String(item))).map((row) => row[5])).toEqual([
    null,
    null,
    null,
    5000,
    null,
  ]);

  await test.step("three bidders return it", async () => {
    const price = (rates: (number | string | null)[]) =>
      fillBill(sent, (row, index) => (row.rate === 5000 ? {} : { rate: rates[index] ?? null }));
    await receive(page, "Alpha Ltd", await price([200, 600, 10, 5000, 900]), /as it was sent out/);
    await receive(page, "Beta GmbH", await price([205, 610, 10.4, 5000, 910]), /as it was sent out/);
    await receive(page, "Gamma SA", await price([390, 605, "on request", 5000, 905]), /1 difference/);
  });

  await test.step("side by side, with the outlier marked", async () => {
    const table = page.getByRole("table", { name: "Comparison of bidders" });
    await expect(table.getByText("outlier")).toHaveCount(1);
    await expect(table.getByRole("row", { name: /concrete/i }).getByText("outlier")).toBeVisible();
    await expect(table.getByRole("row", { name: /paint/i }).getByText("no price")).toBeVisible();
    await expect(table.getByText("incomplete: 1 price is missing")).toBeVisible();
    // 10 × 200 + 12.5 × 600 + 200 × 10 + 5000.
    await expect(table.getByRole("cell", { name: /^16,500\.00/ })).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await expectFitsPhone(page);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Comparison (XLSX)" }).click(),
    ]);
    const rows = await readSheet(await file.path());
    expect(rows.flat().filter((cell) => cell === "outlier")).toHaveLength(1);
  });
});

/** What was found is shown before anything is kept. */
async function receive(page: Page, bidder: string, bytes: Buffer, found: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Take a returned bill" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Bidder").fill(bidder);
  await dialog.getByLabel("Returned workbook").setInputFiles({
    name: "bill.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: bytes,
  });
  await dialog.getByRole("button", { name: "Compare with the bill" }).click();
  await expect(dialog.getByText(found)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Take these prices" }).click();
  await expectToast(page, `The prices of ${bidder} are taken`);
}
