import { readFile } from "node:fs/promises";
import { readSheet } from "read-excel-file/node";
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

/** One cubic metre of concrete: 178 + 0.5 kg without biogenic carbon; C4 is not declared. */
const TABLE = `uuid,name_en,name_de,owner,unit,gross_density_kg_m3,type,geography,reference_year,valid_until,module,gwp_total,gwp_fossil,gwp_biogenic,gwp_luluc
7a3f0a4e-5b1c-4d2e-9f60-8b1c2d3e4f50,Ready-mix concrete C30/37 of the works,Transportbeton C30/37 des Werks,Beispiel Werk GmbH,m3,2350,specific,DE,2025,2099,A1-A3,179,178,0.5,0.5
7a3f0a4e-5b1c-4d2e-9f60-8b1c2d3e4f50,,,,,,,,,,C1,3,3,0,0
7a3f0a4e-5b1c-4d2e-9f60-8b1c2d3e4f50,,,,,,,,,,C4,MND,MND,MND,MND
7a3f0a4e-5b1c-4d2e-9f60-8b1c2d3e4f50,,,,,,,,,,D,-21,-21,0,0
`;

test("a declaration is imported, chosen for concrete, counted in an estimate and taken away in its workbook", async ({
  page,
  baseURL,
}) => {
  test.slow();
  const slug = uniqueSlug("epd");
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
  const { id } = await call("/api/cost-estimates", {
    materials: { "Ready-mix concrete C30/37": { quantity: "10", unit: "m3" } },
    location: "US average",
    labor_rate: 45,
    equipment_rate: 75,
    floor_area_m2: 20,
  });
  const estimate = await call(`/api/cost-estimates/${id}`);
  // 10 m³ × 2400 kg × 0.116 of the built-in table.
  expect(estimate.carbon.a1_a3_kg).toBe(2784);

  await test.step("import", async () => {
    await page.goto(`${origin}/epds`);
    await expect(page.getByText("No declarations yet")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Import", exact: true }).click();
    const dialog = page.getByRole("dialog");
    const file = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
    await dialog.locator("input[type=file]").setInputFiles(file("bad.csv", TABLE.replace(",178,", ",viel,")));
    await expect(dialog.getByText("There is 1 fault in these files. Nothing was imported.")).toBeVisible();
    await expect(dialog.getByRole("rowheader", { name: /bad\.csv, row 2/ })).toBeVisible();
    await expectAccessible(page);
    await dialog.locator("input[type=file]").setInputFiles(file("epd.csv", TABLE));
    await expectToast(page, "1 declaration imported");
    await expect(dialog).toBeHidden();
  });

  await test.step("its page", async () => {
    await page.getByRole("link", { name: "Ready-mix concrete C30/37 of the works" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "Ready-mix concrete C30/37 of the works",
    );
    const modules = page.getByRole("figure", { name: "Global warming potential by module" });
    await modules.getByRole("radio", { name: "Table" }).click();
    await expect(modules.getByRole("row", { name: /^D / })).toContainText("21");
    await expect(modules.getByRole("row", { name: /^C4/ })).toHaveCount(0);
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step("choose it for concrete", async () => {
    await page.goto(`${origin}/epds?tab=materials`);
    await page.getByLabel("Search materials").fill("concrete-c30");
    await page
      .getByRole("button", { name: "Choose a declaration for Ready-mix concrete C30/37", exact: true })
      .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: /of the works/ }).check();
    await expect(dialog.getByText(/Counted in m³, as it is measured/)).toBeVisible();
    await expect(dialog.getByRole("radio", { name: /^Product/ })).toBeChecked();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Choose", exact: true }).click();
    await expectToast(page, "is counted by it from version 1 on");
    await expect(page.getByRole("link", { name: "Ready-mix concrete C30/37 of the works" })).toBeVisible();
  });

  await test.step("the estimate takes it up when it is priced again", async () => {
    expect((await call(`/api/cost-estimates/${estimate.id}`)).carbon.a1_a3_kg).toBe(2784);
    const { items } = await call("/api/price-books");
    const after = await call(`/api/cost-estimates/${estimate.id}/reprice`, { price_book_id: items[0].id });
    // 10 m³ × 178.5 kg.
    expect(after.carbon.a1_a3_kg).toBe(1785);
    await page.goto(`${origin}/estimates/${estimate.id}`);
    const card = page.getByRole("figure", { name: "Carbon by life cycle module" });
    await card.getByRole("radio", { name: "Table" }).click();
    await expect(card.getByRole("row", { name: /^A1-A3/ })).toContainText(/1\.7[89] tCO₂e|1,785/);
    await expect(card.getByRole("row", { name: /^C1/ })).toContainText("30");
    await expect(card.getByRole("row", { name: /^C4/ })).toContainText("Not declared");
    await card.getByRole("radio", { name: "Per m² and year" }).click();
    await card.getByRole("radio", { name: "50 years" }).click();
    await expect(card.getByText(/50 years by: DGNB/)).toBeVisible();
    // 30 kg ÷ 20 m² ÷ 50 years.
    await expect(card.getByRole("row", { name: /^C1/ })).toContainText("0.03");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
  });

  await test.step("its workbook", async () => {
    await page.getByRole("button", { name: "Export this estimate" }).press("Enter");
    const item = page.getByRole("menuitem", { name: "Workbook with formulas (XLSX)" });
    await expect(item).toBeVisible();
    const [download] = await Promise.all([page.waitForEvent("download"), item.click()]);
    const bytes = await readFile(await download.path());
    const whole = await readSheet(bytes, "Whole-life carbon");
    const total = whole.find((row) => row[0] === "Total");
    expect(total?.[1]).toBe(1785);
    const declared = await readSheet(bytes, "Declared products");
    expect(declared.some((row) => row.some((cell) => String(cell).startsWith("7a3f0a4e")))).toBe(true);
  });
});
