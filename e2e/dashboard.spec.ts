import path from "node:path";
import type { Page } from "@playwright/test";
import {
  at,
  expect,
  expectAccessible,
  expectFitsPhone,
  linkFromInbox,
  PASSWORD,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";

const SAMPLE = path.join("public", "samples", "sample-building.ifc");

/** Asks a route as the person who is signed in, and answers what it said. */
const send = <T>(page: Page, route: string, body: unknown, method = "POST") =>
  page.evaluate(
    async ([to, sent, verb]) => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(to, { method: verb, headers, body: JSON.stringify(sent) });
      if (!response.ok) throw new Error(`${to}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    [route, body, method] as const,
  ) as Promise<T>;

const estimate = (page: Page, given: object = {}) =>
  send<{ id: string }>(page, "/api/cost-estimates", {
    materials: { "concrete-c30": { quantity: 20, unit: "m3" } },
    location: "US average",
    labor_rate: 45,
    equipment_rate: 75,
    ...given,
  });

/** The rows of the list that is shown, once it has been loaded. */
const rowsOf = (page: Page, table: string) =>
  page.getByRole("table", { name: table, exact: true }).locator("tbody tr");

/** An organisation with a file of unknown materials, estimates with and without an area, a review and an invitation. */
async function work(page: Page, origin: string, slug: string): Promise<{ project: string }> {
  await page.goto(`${origin}/files`);
  await page.getByLabel("Choose files to upload").setInputFiles(SAMPLE);
  await page.getByRole("link", { name: "sample-building.ifc" }).first().click();
  await expect(page.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  const project = await send<{ id: string }>(page, "/api/projects", { name: "Harbour school" });
  for (const area of [100, 120, 160])
    await estimate(page, { description: `Of ${area}`, floor_area_m2: area, project_id: project.id });
  const { id } = await estimate(page, { description: "Without an area" });
  await send(page, `/api/cost-estimates/${id}/review`, { state: "in_review" }, "PATCH");
  await send(page, "/api/invitations", { email: `${slug}-viewer@example.test`, role: "viewer" });
  return { project: project.id };
}

test("an admin sees what waits, chooses days and a project, and each number opens exactly its list", async ({
  page,
  baseURL,
}) => {
  test.slow();
  const slug = uniqueSlug("dashboard");
  await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  await expect(page.getByText("No files yet")).toBeVisible();
  await expectAccessible(page);
  await work(page, origin, slug);

  // The page itself holds the figures: nothing has to be asked for before something is shown.
  const html = await page.evaluate(async () => (await fetch("/dashboard")).text());
  expect(html).toContain("1 file with unknown materials");
  expect(html).toContain("Harbour school");

  await page.goto(`${origin}/dashboard`);
  const main = page.getByRole("main");
  for (const [item, table, rows] of [
    ["1 file with unknown materials", "Files", 1],
    ["1 file with a floor area that nobody has confirmed", "Files", 1],
    ["1 estimate waits for your review", "Estimates", 1],
    ["1 invitation is not accepted yet", "Invitations", 1],
  ] as const) {
    await main.getByRole("link", { name: item }).click();
    await expect(rowsOf(page, table), item).toHaveCount(rows);
    await page.goBack();
  }

  const figure = (label: string) => main.locator("section").filter({ hasText: label }).first();
  await expect(figure("Estimates made").getByRole("link").first()).toHaveText("5");
  await figure("Estimates made").getByRole("link").first().click();
  await expect(page).toHaveURL(/from=.*to=/);
  await expect(rowsOf(page, "Estimates")).toHaveCount(5);
  await page.getByRole("button", { name: "Take the days off" }).click();
  await expect(page).not.toHaveURL(/from=/);
  await page.goBack();

  // Cost per m²: four have an area (the sample's is measured), one has none.
  const cost = page.getByRole("figure", { name: /^Cost per m²/ });
  await expect(cost).toContainText("of 4 estimates");
  await cost.getByRole("radio", { name: "Table" }).click();
  await cost.getByRole("table").getByRole("link", { name: "4" }).click();
  await expect(rowsOf(page, "Estimates")).toHaveCount(4);
  await page.goBack();
  await cost.getByRole("link", { name: "1 without a floor area" }).click();
  await expect(rowsOf(page, "Estimates")).toHaveCount(1);
  await page.goBack();

  const projects = page.getByRole("table", { name: "By project" });
  const school = projects.getByRole("row", { name: /Harbour school/ });
  await school.getByRole("link", { name: "3", exact: true }).click();
  await expect(rowsOf(page, "Estimates")).toHaveCount(3);
  await page.goBack();
  await projects
    .getByRole("row", { name: /In no project/ })
    .getByRole("link", { name: "2", exact: true })
    .click();
  await expect(rowsOf(page, "Estimates")).toHaveCount(2);
  await page.goBack();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByLabel("Project", { exact: true }).selectOption("Harbour school");
  await expect(page).toHaveURL(/project=/);
  await expect(figure("Estimates made").getByRole("link").first()).toHaveText("3");
  await expect(projects).toHaveCount(0);
  await page.getByRole("radio", { name: "7 days" }).click();
  await expect(page).toHaveURL(/period=7/);
  await page.reload();
  await expect(figure("Estimates made").getByRole("link").first()).toHaveText("3");
  await expect(page.getByRole("radio", { name: "7 days" })).toBeChecked();

  await page.getByRole("radio", { name: "Custom" }).click();
  await page.getByLabel("From (UTC)").fill("2024-02-10");
  await page.getByLabel("To (UTC)").fill("2024-02-01");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("The first day is after the last one.")).toBeVisible();
  await page.getByLabel("To (UTC)").fill("2024-02-20");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/from=2024-02-10&to=2024-02-20/);
  await expect(figure("Estimates made").getByRole("link").first()).toHaveText("0");
  await expect(page.getByText("No estimate to compare in these days").first()).toBeVisible();
  await page.goto(`${origin}/dashboard?project=0b6f9f0e-6f0e-4d3c-9c39-2f1a6c1f7d11`);
  await expect(page.getByText("There is no such project.")).toBeVisible();
  await page.getByLabel("Project", { exact: true }).selectOption("Harbour school");
  await expect(figure("Estimates made").getByRole("link").first()).toHaveText("3");
});

test("a viewer sees neither what others have to do, nor a restricted project", async ({
  page,
  browser,
  baseURL,
}) => {
  const slug = uniqueSlug("onlooker");
  await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  const { project } = await work(page, origin, slug);
  await send(page, `/api/projects/${project}`, { is_restricted: true }, "PATCH");

  const viewer = await (await browser.newContext()).newPage();
  await viewer.goto(await linkFromInbox(viewer, baseURL, `${slug}-viewer@example.test`));
  await viewer.getByRole("button", { name: "Accept the invitation" }).click();
  await viewer.getByLabel("Your name").fill("Vera Viewer");
  await viewer.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await viewer.getByRole("button", { name: /Join/ }).click();
  await viewer.waitForURL(`${origin}/dashboard`);
  await expect(viewer.getByText("Nothing is waiting.")).toBeVisible();
  await expect(viewer.getByText("Harbour school")).toHaveCount(0);
  const made = viewer.locator("section").filter({ hasText: "Estimates made" }).first();
  await expect(made.getByRole("link").first()).toHaveText("2");
  await made.getByRole("link").first().click();
  await expect(rowsOf(viewer, "Estimates")).toHaveCount(2);
  await viewer.context().close();
});
