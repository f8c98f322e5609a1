import { readFile } from "node:fs/promises";
import { at, expect, expectAccessible, expectFitsPhone, signUp, test, uniqueSlug } from "./fixtures.ts";

test("an admin reads, narrows, verifies and exports the audit log", async ({ page, baseURL }) => {
  const slug = uniqueSlug("audit");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/projects`);
  await page.getByRole("button", { name: "New project" }).first().click();
  await page.getByLabel("Name").fill("North tower");
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByRole("heading", { name: "North tower", level: 1 })).toBeVisible();

  await page.goto(`${at(baseURL, slug)}/settings/audit-log`);
  const log = page.getByRole("table", { name: "Audit log, newest first" });
  await expect(log.getByRole("button", { name: "Project created" })).toBeVisible();
  await expect(log.getByRole("button", { name: "Session started" })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("About").selectOption("project");
  await expect(log.getByRole("button", { name: "Session started" })).toHaveCount(0);
  await expect(page).toHaveURL(/action=project/);
  await page.getByRole("searchbox", { name: "Search the log" }).fill("no such thing");
  await expect(page.getByText("No entry matches")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search the log" }).fill("North");
  await log.getByRole("button", { name: "Project created" }).click();
  const drawer = page.getByRole("dialog", { name: "Project created" });
  await expect(drawer.getByRole("row", { name: /Name.*North tower/ })).toBeVisible();
  await expect(drawer.getByText("Ada Admin").first()).toBeVisible();
  await expectAccessible(page);
  await drawer.getByRole("button", { name: "Close" }).click();

  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText(/\d+ entries verified/)).toBeVisible();

  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "CSV" }).click();
  const csv = await readFile(await (await download).path(), "utf8");
  expect(csv.split("\r\n")[0]).toMatch(/^Time \(UTC\),Entry,Who \(id\),/);
  expect(csv).toContain("project.created");
  expect(csv).not.toContain("session.started");
  await expectFitsPhone(page);
});
