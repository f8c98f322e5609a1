import { sampleCsv, sampleRows } from "../lib/price-books/cwicr/test/sample-rows.ts";
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

/**
 * 100 m3 of concrete, by hand: per m3 materials 110 and services 2, labour 1.3 h, machines 4.50 = 0.06 h at 75. At 45 an
 * hour of labour: 112 + 1.3 × 45 + 0.06 × 75 = 175.
 */
const CONCRETE = {
  rate_code: "CON_W",
  rate_final_name: "Ready-mix concrete C30/37 in walls, poured by pump",
  rate_unit: "100 m3",
  section_name: "Concrete works",
  labor_hours_construction_workers: "120",
  labor_hours_engineers: "10",
  labor_hours_machinists: "6",
  cost_of_working_hours: "3900",
  total_value_machinery_equipment: "450",
  total_material_cost_per_position: "11000",
  total_cost_per_position: "15550",
  is_material: "True",
  resource_code: "R1",
  resource_name: "Ready-mix concrete",
  resource_unit: "m3",
  resource_quantity: "102",
  resource_cost_eur: "11000",
};

test("work items are imported, searched and opened, and price entries that an estimate is priced by", async ({
  page,
  baseURL,
}) => {
  test.slow();
  const slug = uniqueSlug("work-items");
  await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  const call = (route: string, body?: unknown) =>
    page.evaluate(
      async ([url, sent]) => {
        const answer = await fetch(url as string, {
          ...(sent
            ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(sent) }
            : {}),
        });
        return answer.json();
      },
      [route, body] as const,
    );

  await test.step("import", async () => {
    await page.goto(`${origin}/price-book`);
    await page.getByRole("link", { name: "Work items" }).click();
    await expect(page.getByText("No work items yet")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Import", exact: true }).first().click();
    const dialog = page.getByRole("dialog");
    const csv = [...sampleCsv([CONCRETE, ...sampleRows(120)])].join("");
    await dialog.getByLabel("File").setInputFiles({
      name: "berlin.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(csv),
    });
    await dialog.getByLabel("Edition").fill("Berlin");
    await dialog.getByLabel("Currency").fill("USD");
    await dialog.getByLabel("Prices of").fill("2026-01-31");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Import", exact: true }).click();
    await expectToast(page, "Berlin is being imported");
    await expect(page.getByText(/121 work items with/)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText("DDC CWICR by DataDrivenConstruction, CC BY 4.0")).toBeVisible();
    await expect(page.getByText("Norms of another place")).toBeVisible();
    await page.getByText("15 rows with something to mend").click();
    await expect(page.getByText("Nothing is estimated per “machine-shift”").first()).toBeVisible();
  });

  await test.step("a file that is none says why, and leaves the library", async () => {
    await page.getByRole("button", { name: "Import", exact: true }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog
      .getByLabel("File")
      .setInputFiles({ name: "other.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
    await dialog.getByLabel("Edition").fill("Paris");
    await dialog.getByRole("button", { name: "Import", exact: true }).click();
    await expect(page.getByText("other.csv could not be imported")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/it has no column rate_code/)).toBeVisible();
    await page.getByRole("button", { name: "Delete" }).first().click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await expectToast(page, "Paris is deleted");
    await expect(page.getByText("other.csv could not be imported")).toBeHidden();
  });

  await test.step("search, open, and price an entry by it", async () => {
    await page.getByLabel("Search work items").fill("ready mix wall pump");
    await expect(page.getByText("1 work item", { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Ready-mix concrete C30\/37 in walls/ }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(/CON_W, Berlin\. DDC CWICR by DataDrivenConstruction/)).toBeVisible();
    await expect(dialog.getByRole("radio", { name: /^Ready-mix concrete C30\/37/ })).toBeChecked();
    await expect(
      dialog.getByText("$112.00 material, 1.3 h labour, 0.06 h equipment per m³").first(),
    ).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await dialog.getByRole("button", { name: "Price entry" }).click();
    await expectToast(page, "1 entry is priced in version 1");
  });

  await test.step("the price book shows it, with source and age, and an estimate is priced by it", async () => {
    await page.goto(`${origin}/price-book`);
    await page.getByLabel("Search entries and sources").fill("CON_W");
    const row = page.getByRole("row", { name: /Ready-mix concrete C30\/37/ });
    await expect(row).toContainText("$112.00");
    await expect(row).toContainText("DDC CWICR by DataDrivenConstruction, CC BY 4.0: Berlin, CON_W (100 m3)");
    await expect(row).toContainText("of 31 Jan 2026");
    await expect(row).toContainText(/months? old/);
    const { id } = await call("/api/cost-estimates", {
      materials: { "Ready-mix concrete C30/37": { quantity: "10", unit: "m3" } },
      location: "US average",
      labor_rate: 45,
      equipment_rate: 75,
    });
    expect((await call(`/api/cost-estimates/${id}`)).cost.likely).toBe("1750.00");
  });

  await test.step("entries of the whole catalogue are matched and priced together", async () => {
    await page.goto(`${origin}/price-book/work-items?tab=matches`);
    await expect(page.getByRole("table", { name: /^Entries and the work items/ })).toBeVisible();
    const choices = page.getByRole("combobox", { name: /^Work item for / });
    await expect(choices.first()).toBeVisible();
    for (const at of [0, 1]) await choices.nth(at).selectOption({ index: 1 });
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole("button", { name: "Price 2 entries" }).click();
    await expectToast(page, "2 entries are priced in version 2");
  });

  await test.step("on paper there is every entry", async () => {
    await page.goto(`${origin}/price-book`);
    await expect(page.getByRole("button", { name: /^Show all/ })).toBeVisible();
    const rows = () =>
      page.getByRole("table", { name: "Prices and carbon factors" }).getByRole("row").count();
    expect(await rows()).toBe(51);
    // The page may not work yet: a person who prints then gets what the server drew.
    await expect
      .poll(async () => {
        await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
        return rows();
      })
      .toBeGreaterThan(100);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await expect.poll(rows).toBe(51);
  });

  await test.step("price levels come by a table, after what would change was seen", async () => {
    await page.goto(`${origin}/price-book`);
    const levels = page.getByRole("button", { name: "Add exchange rate" });
    await levels.scrollIntoViewIfNeeded();
    await page.getByRole("button", { name: "Import levels" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("File").setInputFiles({
      name: "levels.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("kind,name,to,period,value,source\nexchange_rate,EUR,USD,2026,1.2,Own\n"),
    });
    await dialog.getByRole("button", { name: "Compare" }).click();
    await expect(dialog.getByText("1 difference, 0 rows as they are")).toBeVisible();
    await expect(dialog.getByRole("row", { name: /EUR → USD 2026/ })).toContainText("1.2");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Accept 1 change" }).click();
    await expectToast(page, "1 price level is changed");
    await expect(page.getByRole("row", { name: /^EUR to USD 2026 1.2/ })).toBeVisible();
  });

  await test.step("delete", async () => {
    await page.goto(`${origin}/price-book/work-items`);
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("No work items yet")).toBeVisible();
  });
});
