import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import {
  at,
  DRAWS_3D,
  expect,
  expectAccessible,
  expectFitsPhone,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";

const SAMPLE = path.join("public", "samples", "sample-building.ifc");

test.use(DRAWS_3D);

/** A new organisation's sample, processed, with its model open; answers its picture. */
async function openModel(page: Page, baseURL: string | undefined): Promise<Locator> {
  const slug = uniqueSlug("viewer");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/files`);
  await page.getByLabel("Choose files to upload").setInputFiles(SAMPLE);
  await page.getByRole("link", { name: "sample-building.ifc" }).first().click();
  await expect(page.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole("tab", { name: "Model" }).click();
  return page.getByRole("application", { name: "3D model of sample-building.ifc" });
}

/** Where a wall of the sample stands in the picture, seen as it opens. */
async function clickWall(picture: Locator): Promise<void> {
  const box = await picture.boundingBox();
  if (!box) throw new Error("The picture has no place on the page.");
  await picture.click({ position: { x: box.width * 0.565, y: box.height * 0.58 } });
}

test("an estimator looks at a model: picks, isolates, colours, cuts, measures and saves a picture", async ({
  page,
  baseURL,
}) => {
  const picture = await openModel(page, baseURL);
  await expect(picture).toHaveAttribute("data-state", "ready");
  await expect(page.getByText(/240 elements, 12,524 triangles/)).toBeVisible();

  await clickWall(picture);
  const panel = page.getByRole("region", { name: "Selected elements" });
  await expect(panel.getByText("IfcWall", { exact: true })).toBeVisible();
  await expect(panel.getByText("Volume")).toBeVisible();
  await expect(panel.getByText("Stated").first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Show selected elements alone" }).click();
  await page.getByRole("button", { name: "Show all", exact: true }).click();
  await expect(page.getByRole("button", { name: "Show all", exact: true })).toBeDisabled();

  await page.getByLabel("Colour by").selectOption("class");
  const walls = page.getByRole("button", { name: /^IfcWall\b.*20 elements/ });
  await walls.click();
  await expect(walls).toHaveAttribute("aria-pressed", "true");
  await walls.click();
  await expect(walls).toHaveAttribute("aria-pressed", "false");
  await page.getByLabel("Colour by").selectOption("cost");
  await expect(page.getByRole("button", { name: /^Without a price/ })).toBeVisible();

  await page.getByRole("button", { name: "Section" }).click();
  const position = page.getByRole("slider", { name: "Position" });
  await position.press("ArrowLeft");
  await expect(position).toHaveAttribute("aria-valuetext", /%$/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "End the section" }).click();

  await page.getByRole("button", { name: "Measure a distance" }).click();
  const box = await picture.boundingBox();
  if (!box) throw new Error("The picture has no place on the page.");
  await picture.click({ position: { x: box.width * 0.38, y: box.height * 0.5 } });
  await picture.click({ position: { x: box.width * 0.6, y: box.height * 0.5 } });
  await expect(picture.getByText(/^\d+(\.\d+)? m$/)).toBeVisible();
  await picture.press("Escape");

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as image" }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("sample-building.png");
  const bytes = await readFile(await saved.path());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  await expectFitsPhone(page);
});

test("what is picked in the model is marked in the table, and by keys alone the picture turns and clears", async ({
  page,
  baseURL,
}) => {
  const picture = await openModel(page, baseURL);
  await expect(picture).toHaveAttribute("data-state", "ready");
  await clickWall(picture);
  await expect(page.getByRole("row", { selected: true })).toBeVisible();
  await picture.focus();
  const before = await picture.screenshot();
  await picture.press("ArrowLeft");
  await picture.press("ArrowLeft");
  await expect.poll(async () => (await picture.screenshot()).equals(before)).toBe(false);
  await picture.press("Escape");
  await expect(page.getByRole("region", { name: "Selected elements" })).toHaveCount(0);
});

test("a part that does not arrive is fetched again on request", async ({ page, baseURL }) => {
  let refused = 0;
  await page.route(/\/model\/\d+\?v=/, (route) => (refused++ === 0 ? route.abort() : route.continue()));
  const picture = await openModel(page, baseURL);
  await expect(page.getByText("One part of the model did not arrive.")).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("One part of the model did not arrive.")).toHaveCount(0);
  await expect(picture).toHaveAttribute("data-state", "ready");
  await clickWall(picture);
  await expect(page.getByRole("region", { name: "Selected elements" })).toBeVisible();
});

test("a browser without WebGL is told what to do", async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await openModel(page, baseURL);
  await expect(page.getByText("This browser cannot draw in 3D")).toBeVisible();
  await expectAccessible(page);
});
