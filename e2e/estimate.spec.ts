import type { Page } from "@playwright/test";
import { at, expect, expectAccessible, expectFitsPhone, signUp, test, uniqueSlug } from "./fixtures.ts";

/** An organisation with the estimate of the sample building, open. */
async function openEstimate(page: Page, baseURL: string | undefined): Promise<string> {
  const slug = uniqueSlug("result");
  await signUp(page, baseURL, slug);
  await page.evaluate(async () => {
    const form = new FormData();
    form.append("file", await (await fetch("/samples/sample-building.ifc")).blob(), "sample-building.ifc");
    await fetch("/api/files/upload", { method: "POST", body: form });
  });
  const finished = () =>
    page.evaluate(async () => {
      const { items } = await (await fetch("/api/cost-estimates")).json();
      return items[0]?.status === "complete" ? items[0].id : null;
    });
  await expect.poll(finished, { timeout: 60_000 }).not.toBeNull();
  const id = await finished();
  await page.goto(`${at(baseURL, slug)}/estimates/${id}`);
  return id;
}

const figure = (page: Page, name: string) => page.getByRole("figure", { name, exact: true });

test("a result is seen at a glance, in charts that keys and tables read as well", async ({
  page,
  baseURL,
}) => {
  test.slow();
  const id = await openEstimate(page, baseURL);
  const cost = page.locator("section").filter({ has: page.getByRole("heading", { name: "Cost" }) });
  await expect(cost).toContainText("likely");
  await expect(cost.getByRole("listbox", { name: /^Likely cost by what/ })).toBeVisible();
  await expect(page.getByText("Low confidence")).toBeVisible();
  await expect(page.getByText(/^Band .+ for offices/)).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  // The map: one stop of the Tab key, arrows between its areas, words on focus, Enter into it, Backspace out of it.
  const map = figure(page, "Where it goes");
  const areas = map.getByRole("listbox").getByRole("option");
  await areas.first().focus();
  await expect(areas.first()).toBeFocused();
  const first = await areas.first().getAttribute("aria-label");
  await expect(map.getByRole("status")).toContainText(first?.split(":")[0] ?? "nothing");
  await page.keyboard.press("ArrowRight");
  await expect(areas.nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(areas.last()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(map.getByRole("status")).toBeEmpty();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  const way = map.getByRole("navigation", { name: "Part of the whole that is shown" });
  await expect(way.getByRole("listitem")).toHaveCount(2);
  await expectAccessible(page);
  await areas.first().focus();
  await page.keyboard.press("Backspace");
  await expect(way.getByRole("listitem")).toHaveCount(1);

  // Each chart has its figures as a table, which add up to the estimate's own total.
  const { cost: totals } = await page.evaluate(
    async (path) => (await fetch(path)).json(),
    `/api/cost-estimates/${id}`,
  );
  const total = new Intl.NumberFormat("en-US", { style: "currency", currency: totals.currency }).format(
    totals.likely,
  );
  for (const name of [
    "Where it goes",
    "From material to total",
    "Carbon by material and module",
    "Against published figures",
  ]) {
    const chart = figure(page, name);
    await chart.getByRole("radio", { name: "Table" }).click();
    await expect(chart.getByRole("table")).toBeVisible();
    await expect(chart.getByRole("listbox")).toHaveCount(0);
    if (name !== "Against published figures")
      await expect(chart.getByRole("table").getByText(total, { exact: true })).toBeVisible();
  }
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test("drivers, lines and the basis are one step away, and nothing priced is said to be so", async ({
  page,
  baseURL,
}) => {
  test.slow();
  await openEstimate(page, baseURL);
  await page.getByRole("button", { name: "See what is missing" }).click();
  await expect(page.getByRole("tab", { name: /^Line items/ })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("heading", { name: "Without a price" })).toBeVisible();
  await page.getByRole("radio", { name: "Storey" }).click();
  await expect(page).toHaveURL(/view=storeys/);
  await expect(page.getByRole("table", { name: "By storey" })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("tab", { name: "Basis" }).click();
  await expect(page.getByText("Carbon factors", { exact: true })).toBeVisible();
  await expectAccessible(page);

  // On paper: no controls, all of the charts.
  await page.getByRole("tab", { name: "Result" }).click();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("tablist")).toBeHidden();
  await expect(figure(page, "From material to total").getByRole("radio").first()).toBeHidden();
  await expect(figure(page, "From material to total").getByRole("listbox")).toBeVisible();
  await page.emulateMedia({ media: "screen" });

  const empty = await page.evaluate(async () => {
    const answer = await fetch("/api/cost-estimates", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        materials: { "Zubrium 9": { quantity: 3, unit: "m3" } },
        location: "US average",
        labor_rate: 45,
        equipment_rate: 75,
        description: "Nothing known",
      }),
    });
    return (await answer.json()).id;
  });
  await page.goto(new URL(`/estimates/${empty}`, page.url()).href);
  await expect(page.getByText("Nothing has a price yet.")).toBeVisible();
  await expect(figure(page, "Where it goes")).toContainText("Nothing to show yet");
  await expect(figure(page, "Against published figures")).toContainText("No figure to compare");
  await expectAccessible(page);
  await expectFitsPhone(page);
});
