import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectToast } from "./fixtures.ts";

/** An estimate by hand; its id. */
export async function makeEstimate(page: Page): Promise<string> {
  const made = await call(page, "/api/cost-estimates", {
    description: "Pavilion",
    location: "US average",
    labor_rate: 45,
    equipment_rate: 75,
    floor_area_m2: 300,
    materials: {
      "Ready-mix concrete C30/37": { quantity: 120, unit: "m3" },
      Brick: { quantity: 40, unit: "m3" },
      "Steel reinforcement": { quantity: 9000, unit: "kg" },
    },
  });
  return String(made.id);
}

/** Posts as the page's visitor; what is answered. Throws what a refusal says. */
export async function call(page: Page, path: string, body: unknown): Promise<Record<string, unknown>> {
  return page.evaluate(
    async ([path, body]) => {
      const response = await fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
      return response.json();
    },
    [path, body] as const,
  );
}

/** Of a draft that is open: asked for review, and approved with a signature. */
export async function approve(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Ask for review" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ask for review" }).click();
  await page.getByRole("button", { name: "Approve" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("Ada Admin");
  await dialog.getByLabel("Professional title").fill("Chartered quantity surveyor");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Approve" }).click();
  // The totals are simulated first, in a thread that takes its turn.
  await expect(dialog).toBeHidden({ timeout: 60_000 });
  await expectToast(page, "The estimate is approved");
}

/** Of an estimate that is open: downloads it from the menu of exports. */
export async function exportAs(page: Page, item: string): Promise<Buffer> {
  await page.getByRole("button", { name: "Export this estimate" }).press("Enter");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: item }).click(),
  ]);
  return readFile(await download.path());
}
