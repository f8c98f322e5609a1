import { existsSync } from "node:fs";
import path from "node:path";
import type { Page, Route } from "@playwright/test";
import {
  at,
  expect,
  expectAccessible,
  expectFitsPhone,
  expectToast,
  linkFromInbox,
  PASSWORD,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";

const SAMPLE = path.join("public", "samples", "sample-building.ifc");
const REAL = path.join("..", "shared", "data", "ifc", "ac20-fzk-haus.ifc4.ifc");

test("an estimator uploads a model, assigns the unknown material and sees the total change", async ({
  page,
  baseURL,
}) => {
  // Every tab is looked at by axe, in light and dark.
  test.slow();
  const slug = uniqueSlug("estimator");
  await signUp(page, baseURL, slug);
  await expect(page.getByText("No files yet")).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("link", { name: "Upload a model" }).first().click();
  const chooser = page.getByLabel("Choose files to upload");
  await chooser.setInputFiles({ name: "notes.docx", mimeType: "", buffer: Buffer.from("x") });
  await expect(page.getByText("1 file was not taken")).toBeVisible();
  await page.getByRole("button", { name: "New project" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Harbour school");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByLabel("Project of the uploads").locator("option:checked")).toHaveText(
    "Harbour school",
  );
  await chooser.setInputFiles(SAMPLE);
  const list = page.getByRole("table", { name: "Files" });
  await expect(list.getByRole("cell", { name: "Harbour school" })).toBeVisible();
  await page.getByLabel("Project", { exact: true }).selectOption("Harbour school");
  await expect(list.getByRole("link", { name: "sample-building.ifc" })).toBeVisible();
  await expect(page).toHaveURL(/project=/);
  await list.getByRole("link", { name: "sample-building.ifc" }).click();
  await expect(page.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });

  const likely = page
    .locator("section")
    .filter({ hasText: /^Likely cost/ })
    .first();
  await expect(likely).toContainText("$");
  const before = (await likely.textContent()) ?? "";
  await page.getByRole("tab", { name: /Materials/ }).click();
  const unknown = page.getByRole("button", { name: /assign material /i }).first();
  const name = ((await unknown.getAttribute("aria-label")) ?? "").replace(/^.*assign material /i, "");
  await unknown.click();
  await page.getByRole("combobox", { name: "Search the catalogue" }).fill("insulated panel");
  await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expectToast(page, `${name} is assigned`);
  await expect(likely).not.toHaveText(before);
  await expect(page.getByRole("button", { name: `Assign material ${name}` })).toHaveCount(0);
  await expectAccessible(page);
  await expectFitsPhone(page);

  for (const tab of ["Take-off", "Estimate", "Carbon"]) {
    await page.getByRole("tab", { name: tab }).click();
    await expect(page.getByRole("table").first()).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
  await page.getByRole("tab", { name: "Overview" }).click();
  await page.getByLabel("Gross floor area, m²").fill("500");
  await page.getByLabel("Reason").fill("As on the plans");
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(page.getByText("Gross, confirmed by a person")).toBeVisible();
  await page.getByRole("button", { name: "Back to the file's own value" }).click();
  await expect(page.getByText("Not confirmed", { exact: true })).toBeVisible();
  await expect(page.getByLabel("Gross floor area, m²")).not.toHaveValue("500");

  await page.getByRole("tab", { name: "Estimate" }).click();
  await page.getByRole("link", { name: "Open the estimate" }).click();
  const cost = page.locator("section").filter({ has: page.getByRole("heading", { name: "Cost" }) });
  await expect(cost).toContainText("likely");
  const atHome = (await cost.textContent()) ?? "";
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("button", { name: "Calculate again" }).click();
  await page.getByRole("combobox", { name: "Location" }).selectOption("Zurich");
  await page.getByRole("dialog").getByRole("button", { name: "Calculate again" }).click();
  await expectToast(page, "The estimate is calculated again");
  await expect(cost).not.toHaveText(atHome);
});

test("an estimate by hand, a price of one's own and the settings", async ({ page, baseURL }) => {
  const slug = uniqueSlug("hand");
  await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  await page.goto(`${origin}/estimates/new`);
  await page.getByLabel("Description").fill("Pump house");
  await page.getByLabel("Material 1", { exact: true }).fill("Ready-mix concrete C30/37");
  await page.getByLabel("Quantity of material 1").fill("12.5");
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("button", { name: "Estimate", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Pump house" })).toBeVisible();
  await expect(page.getByText("100%").first()).toBeVisible();

  await page.goto(`${origin}/price-book`);
  await page.getByLabel("Search entries and sources").fill("concrete-c30");
  await page.getByRole("button", { name: "Change Ready-mix concrete C30/37" }).click();
  await page.getByRole("checkbox", { name: "A price of your own" }).check();
  await page.getByLabel("Material price").fill("400");
  await page.getByLabel("Where the price comes from").fill("Quote of the test");
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("button", { name: "Save entry" }).click();
  const prices = page.getByRole("table", { name: "Prices and carbon factors" });
  await expect(prices.getByText("Your own")).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const csv = "catalogue_id,unit,material_price,labour_hours,price_source\nconcrete-c30,m3,abc,1,Quote\n";
  await page
    .getByRole("dialog")
    .getByLabel("File")
    .setInputFiles({ name: "prices.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByRole("dialog").getByRole("button", { name: "Import" }).click();
  await expect(page.getByText("row 2: material_price")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.goto(`${origin}/settings`);
  await page.getByLabel("Largest file, MiB").fill("1");
  await page.getByRole("button", { name: "Save: Uploads" }).click();
  await expectToast(page, "Settings are saved");
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.goto(`${origin}/files`);
  await expect(page.getByText("up to 1 MiB each")).toBeVisible();
  await page.goto(`${origin}/nowhere`);
  await expect(page.getByText("There is nothing at this address")).toBeVisible();
});

test("an entry and a place of one's own price a model and an estimate", async ({ page, baseURL }) => {
  test.slow();
  const slug = uniqueSlug("own");
  await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  await page.goto(`${origin}/files`);
  await page.getByLabel("Choose files to upload").setInputFiles(SAMPLE);
  await page.getByRole("link", { name: "sample-building.ifc" }).first().click();
  await expect(page.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  const model = page.url();
  await page.getByRole("tab", { name: /Materials/ }).click();
  const unknown = page.getByRole("button", { name: /assign material /i }).first();
  const name = ((await unknown.getAttribute("aria-label")) ?? "").replace(/^.*assign material /i, "");

  await page.goto(`${origin}/dashboard`);
  await page.getByRole("link", { name: "1 file with unknown materials" }).click();
  await expect(page).toHaveURL(/needs=unknown_materials/);
  await expect(page.getByRole("link", { name: "sample-building.ifc" })).toBeVisible();

  await page.goto(`${origin}/price-book`);
  await page.getByRole("button", { name: "Add entry" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("House panel");
  await dialog.getByLabel("Id", { exact: true }).fill("brick");
  await dialog.getByLabel("Class", { exact: true }).selectOption("insulation");
  await dialog.getByLabel("Material price").fill("90");
  await dialog.getByLabel("Where the price comes from").fill("Quote of the test");
  await dialog.getByRole("checkbox", { name: "A carbon factor of your own" }).check();
  await dialog.getByLabel("Modules A1–A3").fill("1.5");
  await dialog.getByLabel("Where the factor comes from").fill("EPD of the test");
  await dialog.getByLabel("Names in models that mean it").fill(name);
  await dialog.getByRole("button", { name: "Add entry" }).click();
  await expect(dialog.getByText("brick is taken. Give the new entry another id.").first()).toBeVisible();
  await dialog.getByLabel("Id", { exact: true }).fill("house-panel");
  await dialog.getByRole("button", { name: "Add entry" }).click();
  await expect(dialog.getByText("Give the density in kg/m³").first()).toBeVisible();
  await dialog.getByLabel("Density, kg/m³").fill("45");
  await dialog.getByLabel("Where the mass comes from").fill("Data sheet");
  await expectAccessible(page);
  await expectFitsPhone(page);
  await dialog.getByRole("button", { name: "Add entry" }).click();
  await expectToast(page, "The entry is saved in version 1");
  await page.getByLabel("Search entries and sources").fill("house-panel");
  await expect(page.getByText("Your entry")).toBeVisible();

  await page.getByRole("button", { name: "Add place" }).click();
  await dialog.getByLabel("Place", { exact: true }).fill("Graz");
  await dialog.getByLabel("Factor", { exact: true }).fill("2");
  await dialog.getByLabel("Where the factor comes from").fill("Own tenders");
  await dialog.getByRole("button", { name: "Save place" }).click();
  await expectToast(page, "Location factors are saved in version 2");

  await page.goto(`${model}?tab=materials`);
  await page.getByRole("button", { name: `Assign material ${name}` }).click();
  await page.getByRole("combobox", { name: "Search the catalogue" }).fill("house panel");
  await expect(page.getByRole("option", { name: /^House panel/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expectToast(page, `${name} is assigned`);
  await page.getByRole("tab", { name: "Estimate" }).click();
  await expect(page.getByText("House panel").first()).toBeVisible();
  await page.getByRole("link", { name: "Open the estimate" }).click();
  await page.getByRole("button", { name: "Calculate again" }).click();
  await page.getByRole("combobox", { name: "Location" }).selectOption("Graz");
  await page.getByRole("dialog").getByRole("button", { name: "Calculate again" }).click();
  await expect(page.getByText("Graz (location factor 2)").first()).toBeVisible();
});

test("an upload pauses, goes on, and is taken up after a reload", async ({ page, baseURL }) => {
  const slug = uniqueSlug("resume");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/files`);
  const held = await holdParts(page);
  const model = existsSync(REAL) ? REAL : SAMPLE;
  const name = path.basename(model);
  await page.getByLabel("Choose files to upload").setInputFiles(model);
  const uploads = page.getByRole("region", { name: "Uploads" });
  await expect(uploads.getByText("Uploading")).toBeVisible();
  await expect.poll(() => held.waiting.length).toBeGreaterThan(0);
  await page.getByRole("button", { name: `Pause ${name}` }).click();
  await expect(uploads.getByText("Paused")).toBeVisible();
  await page.getByRole("button", { name: `Resume ${name}` }).click();
  await expect(uploads.getByText("Uploading")).toBeVisible();

  page.once("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(uploads.getByText(name)).toBeVisible();
  await held.release();
  await expect(uploads.getByText("1 of 1 uploaded")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("table", { name: "Files" }).getByRole("link", { name })).toHaveCount(1);
});

test("a viewer looks and does not touch", async ({ page, browser, baseURL }) => {
  const slug = uniqueSlug("looker");
  await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  const email = `${slug}-viewer@example.test`;
  const status = await page.evaluate(async (to) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ email: to, role: "viewer" });
    return (await fetch("/api/invitations", { method: "POST", headers, body })).status;
  }, email);
  expect(status).toBe(201);
  const viewer = await (await browser.newContext()).newPage();
  await viewer.goto(await linkFromInbox(viewer, baseURL, email));
  await viewer.getByRole("button", { name: "Accept the invitation" }).click();
  await viewer.getByLabel("Your name").fill("Vera Viewer");
  await viewer.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await viewer.getByRole("button", { name: /Join/ }).click();
  await viewer.waitForURL(`${origin}/dashboard`);
  await viewer.goto(`${origin}/files`);
  await expect(viewer.getByText("No files yet")).toBeVisible();
  await expect(viewer.getByText("Drop building models anywhere")).toHaveCount(0);
  await expect(viewer.getByLabel("Choose files to upload")).toHaveCount(0);
  await viewer.goto(`${origin}/estimates`);
  await expect(viewer.getByText("No estimates yet")).toBeVisible();
  await expect(viewer.getByRole("link", { name: "New estimate" })).toHaveCount(0);
  await viewer.goto(`${origin}/price-book`);
  await expect(viewer.getByRole("table", { name: "Prices and carbon factors" })).toBeVisible();
  await expect(viewer.getByRole("button", { name: "Import" })).toHaveCount(0);
  await viewer.context().close();
});

/** Holds every part on its way to storage until it is released. */
async function holdParts(page: Page) {
  const waiting: Route[] = [];
  let open = false;
  await page.route(
    (url) => !url.pathname.startsWith("/api/"),
    (route) => {
      if (open || route.request().method() !== "PUT") return route.continue();
      waiting.push(route);
    },
  );
  return {
    waiting,
    release: async () => {
      open = true;
      // Those that a pause or a reload cut off are gone.
      await Promise.all(waiting.map((route) => route.continue().catch(() => undefined)));
    },
  };
}
