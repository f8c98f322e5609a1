import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import {
  at,
  expect,
  expectAccessible,
  expectFitsPhone,
  PASSWORD,
  signIn,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";

const SAMPLE = path.join("public", "samples", "sample-building.ifc");
const REAL = path.join("..", "shared", "data", "ifc", "ac20-fzk-haus.ifc4.ifc");

test("an organisation signs up, drops a model, sees the steps run and reads the result; another one sees nothing of it", async ({
  page,
  browser,
  baseURL,
}) => {
  const slug = uniqueSlug("maker");
  const { email } = await signUp(page, baseURL, slug);
  const model = existsSync(REAL) ? REAL : SAMPLE;
  await page.goto(`${at(baseURL, slug)}/files`);
  await expect(page.getByText("No files yet")).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await drop(page, model);
  const name = path.basename(model);
  await page.getByRole("link", { name }).first().click();
  const steps = page.getByRole("list", { name: "Processing steps" });
  await expect(steps.getByText("Extract geometry")).toBeVisible();
  await expect(steps.getByText("Calculate carbon")).toBeVisible();
  await expect(page.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("heading", { name: "Cost" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Embodied carbon" })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  const fileUrl = page.url();

  const other = await browser.newContext();
  const stranger = await other.newPage();
  const otherSlug = uniqueSlug("other");
  await signUp(stranger, baseURL, otherSlug);
  await stranger.goto(`${at(baseURL, otherSlug)}/files`);
  await expect(stranger.getByText("No files yet")).toBeVisible();
  await expect(stranger.getByText(name)).toHaveCount(0);
  await stranger.goto(fileUrl.replace(`//${slug}.`, `//${otherSlug}.`));
  await expect(stranger.getByText("There is no such file")).toBeVisible();
  const status = await stranger.evaluate(
    async (id) => (await fetch(`/api/files/${id}/analysis`)).status,
    path.basename(fileUrl),
  );
  expect(status).toBe(404);
  // The stranger's session is none at the first organisation's address.
  await stranger.goto(fileUrl);
  await expect(stranger).toHaveURL(/\/sign-in/);
  await other.close();

  // And the maker finds it again after signing in anew.
  await page.context().clearCookies();
  await signIn(page, at(baseURL, slug), email, PASSWORD);
  await page.goto(fileUrl);
  await expect(page.getByRole("heading", { name })).toBeVisible();
});

/** Drops a file onto the page as a person would: a drag event that carries it. */
async function drop(page: Page, file: string) {
  const data = (await readFile(file)).toString("base64");
  const transfer = await page.evaluateHandle(
    ({ base64, name }) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], name));
      return dataTransfer;
    },
    { base64: data, name: path.basename(file) },
  );
  await page.getByText(/Drop/).first().dispatchEvent("drop", { dataTransfer: transfer });
}
