import type { Page } from "@playwright/test";
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

interface Given {
  description: string;
  area: number;
  materials: Record<string, { quantity: number; unit: string }>;
  labour?: string;
}

const frame = (scale: number) => ({
  "Ready-mix concrete C30/37": { quantity: 900 * scale, unit: "m3" },
  "Steel reinforcement": { quantity: 98_000 * scale, unit: "kg" },
  "Curtain wall": { quantity: 700 * scale, unit: "m2" },
});
const ESTIMATES: Given[] = [
  { description: "River offices, concrete frame, 5 storeys", area: 3000, materials: frame(1) },
  {
    description: "Harbour offices, concrete frame, 5 storeys",
    area: 3200,
    materials: frame(1.06),
    labour: "61.50",
  },
  { description: "Quay offices, concrete frame, 6 storeys", area: 3500, materials: frame(1.15) },
  {
    description: "Garden shed of timber",
    area: 12,
    materials: { CLT: { quantity: 2, unit: "m3" }, Plywood: { quantity: 0.4, unit: "m3" } },
  },
];

test("finds what was priced before, says why, compares, adopts a rate and forgets what is deleted", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("similar");
  await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  await page.getByRole("link", { name: "Similar estimates" }).click();
  await expect(page.getByText("No estimates yet")).toBeVisible();

  const ids: string[] = [];
  for (const given of ESTIMATES) ids.push(await enter(page, given));
  const [river = "", harbour = ""] = ids;
  await expect
    .poll(async () => (await ask(page, `/api/cost-estimates/${river}/similar`)).index, { timeout: 30_000 })
    .toEqual({ available: true, estimates: 4, indexed: 4 });

  await page.goto(`${origin}/similar?like=${river}`);
  const result = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: /^Harbour offices/ }) });
  await expect(result).toContainText("How the score is made");
  await expect(page.getByText("What it should cost, by these")).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Garden shed/ })).toHaveCount(0);
  const { embedding } = await ask(page, `/api/cost-estimates/${river}/similar`);
  await expect(page.getByText("Words are compared by spelling")).toHaveCount(
    embedding.kind === "lexical" ? 1 : 0,
  );
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByRole("checkbox", { name: /^Choose Harbour offices/ }).click();
  await page.getByRole("link", { name: "Compare 2" }).click();
  const takeoff = page.getByRole("table", { name: "Take-off side by side" });
  await expect(takeoff.getByRole("row", { name: /concrete C30/i })).toContainText("+6%");
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.goto(`${origin}/similar?like=${river}`);
  await result.getByRole("button", { name: "Adopt a rate" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("row", { name: /Labour/ })).toContainText("$61.50");
  await dialog.getByRole("button", { name: "Adopt rates" }).click();
  await expectToast(page, "The rates are adopted");
  expect((await ask(page, `/api/cost-estimates/${river}`)).labor_rate).toMatch(/^61\.50?$/);

  await page.goto(`${origin}/estimates/${harbour}`);
  await expect(page.getByText("Among your estimates")).toBeVisible();
  await expect(page.getByText(/^Cost: (above|the lowest|the highest)/)).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete estimate" }).click();
  await page.waitForURL(/\/estimates$/);
  await expect(page.getByRole("link", { name: /^River offices/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Harbour offices/ })).toHaveCount(0);

  await page.goto(`${origin}/similar?like=${river}`);
  await expect(page.getByRole("heading", { name: /^Quay offices/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Harbour offices/ })).toHaveCount(0);

  await page.getByRole("radio", { name: "Like these quantities" }).click();
  await page.getByLabel("Material 1", { exact: true }).fill("Ready-mix concrete C30/37");
  await page.getByLabel("Quantity of material 1").fill("950");
  await page.getByLabel("Gross floor area").fill("3100");
  await page.getByLabel("Description").fill("Offices, concrete frame, 5 storeys");
  await page.getByRole("button", { name: "Find similar estimates" }).click();
  await expect(page).toHaveURL(/materials=/);
  await expect(
    page.getByText(/past estimates?, the most alike|No similar estimate to show/).first(),
  ).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Quantity of material 1")).toHaveValue("950");
});

test("an admin gives price levels of their own", async ({ page, baseURL }) => {
  const slug = uniqueSlug("levels");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/price-book`);
  await page.getByRole("button", { name: "Add index" }).click();
  await page.getByLabel("Series").fill("Chicago");
  await page.getByLabel("Values", { exact: true }).fill("2025 100\nnext year 104");
  await page.getByRole("button", { name: "Save index" }).click();
  await expect(page.getByText("“next year 104” is not a period")).toBeVisible();
  await page.getByLabel("Values", { exact: true }).fill("2025 100\n2026 104");
  await page.getByRole("button", { name: "Save index" }).click();
  const row = page.getByRole("table", { name: "Price indices" }).getByRole("row", { name: /^Chicago/ });
  await expect(row).toContainText("Your own");
  await row.getByRole("button").click();
  await page.getByRole("button", { name: "Remove yours" }).click();
  await expect(row).toHaveCount(0);
});

/** The session's own request, as a page of it would send it. */
async function ask(page: Page, path: string, body?: unknown) {
  return page.evaluate(
    async ([url, sent]) => {
      const response = await fetch(
        url,
        sent === null ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: sent },
      );
      if (!response.ok) throw new Error(await response.text());
      return response.json();
    },
    [path, body === undefined ? null : JSON.stringify(body)] as const,
  );
}

async function enter(page: Page, { description, area, materials, labour = "55" }: Given): Promise<string> {
  const { id } = await ask(page, "/api/cost-estimates", {
    description,
    materials,
    location: "Chicago",
    labor_rate: labour,
    equipment_rate: "45",
    floor_area_m2: area,
  });
  return id;
}
