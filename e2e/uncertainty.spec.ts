import { violations } from "./axe.ts";
import { at, expect, signIn, test } from "./fixtures.ts";

test("how far a total may lie off, and what moves it: for cost and carbon, as chart and as table", async ({
  page,
  baseURL,
}) => {
  const origin = at(baseURL, "demo");
  await signIn(page, origin, "demo@example.com", "demo-password");
  const id = await page.evaluate(
    async () => (await (await fetch("/api/cost-estimates")).json()).items.at(-1).id,
  );
  await page.goto(`${origin}/estimates/${id}`);
  await page.getByRole("tab", { name: "Uncertainty" }).click();
  const totals = page.getByRole("figure", { name: "How far the totals may lie off" });
  await expect(totals.getByText(/^Four in five simulated totals lie between/)).toBeVisible();
  await expect(totals.getByText("P80", { exact: true })).toBeVisible();
  const drivers = page.getByRole("figure", { name: "What moves the total most" });
  await expect(drivers.getByText(/alone moves it by/)).toBeVisible();

  const said = await totals.getByText(/^Four in five/).textContent();
  await page.getByLabel("Prices move together").selectOption("1");
  await expect(totals.getByText(said ?? "")).toHaveCount(0);
  await page.getByLabel("Prices move together").selectOption("0.3");
  await expect(totals.getByText(said ?? "")).toBeVisible();

  await totals.getByRole("radio", { name: "Table" }).click();
  await expect(totals.getByRole("row", { name: /^P90/ })).toBeVisible();
  await drivers.getByRole("radio", { name: "Table" }).click();
  expect(await drivers.getByRole("row").count()).toBeGreaterThan(2);
  await page.getByRole("radio", { name: "Carbon" }).click();
  await expect(totals.getByRole("row", { name: /^P90/ })).toContainText("CO₂e");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), colorScheme).toEqual([]);
  }
});
