import type { Page } from "@playwright/test";
import { at, expect, PASSWORD, root, signIn, signUp, test, uniqueSlug } from "./fixtures.ts";
import { drawing, payload } from "./uploading.ts";

test("a sign-in that is sent before the scripts run waits for them", async ({ page, baseURL }) => {
  const slug = uniqueSlug("early");
  const { email } = await signUp(page, baseURL, slug);
  await page.context().clearCookies();
  const origin = at(baseURL, slug);
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  const letGo = await holdScripts(page);
  await page.goto(`${origin}/sign-in`, { waitUntil: "commit" });
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click({ noWaitAfter: true });
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await expect(page).toHaveURL(`${origin}/sign-in`);
  letGo();
  await page.waitForURL(`${origin}/dashboard`);
  expect(addresses.filter((address) => address.includes(encodeURIComponent(PASSWORD)))).toEqual([]);
  // Sent once, and as the scripts send it: the page itself was asked for and never posted to.
  expect(addresses.filter((address) => address === `${origin}/sign-in`)).toHaveLength(1);
});

test("what is typed into the sign-up before the scripts run is the form's", async ({ page, baseURL }) => {
  const slug = uniqueSlug("typed");
  const letGo = await holdScripts(page);
  await page.goto(`${root(baseURL)}/sign-up`, { waitUntil: "commit" });
  await page.getByLabel("Organisation", { exact: true }).fill(slug);
  await page.getByLabel("Your name").fill("Ada Admin");
  await page.getByLabel("E-mail").fill(`${slug}@example.test`);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  letGo();
  // The address follows the name.
  await expect(page.getByLabel("Address")).toHaveValue(slug);
  await page.getByRole("button", { name: "Create organisation" }).click();
  await page.waitForURL(`${at(baseURL, slug)}/dashboard`);
  await expect(page.getByText(slug).first()).toBeVisible();
});

test("what is typed into a page of the app before the scripts run is its form's", async ({
  page,
  baseURL,
}) => {
  const origin = at(baseURL, "demo");
  await signIn(page, origin, "demo@example.com", "demo-password");
  const estimate = await page.evaluate(
    async () => (await (await fetch("/api/cost-estimates")).json()).items[0].id,
  );
  const text = uniqueSlug("Is the stair in this");
  let letGo = await holdScripts(page);
  await page.goto(`${origin}/estimates/${estimate}?tab=discussion`, { waitUntil: "commit" });
  await page.getByLabel("Comment", { exact: true }).fill(text);
  const sent = page.getByRole("button", { name: "Comment", exact: true });
  await sent.click({ noWaitAfter: true });
  letGo();
  await expect(page.getByRole("listitem").filter({ hasText: text })).toHaveCount(1);
  await expect(page.getByLabel("Comment", { exact: true })).toHaveValue("");

  letGo = await holdScripts(page);
  await page.goto(`${origin}/files`, { waitUntil: "commit" });
  await page.getByLabel("Search files").fill("sample");
  letGo();
  await page.waitForURL(`${origin}/files?q=sample`);
  await expect(page.getByLabel("Search files")).toHaveValue("sample");
});

test("a file that is chosen before the scripts run is uploaded, into the page's project", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("chosen");
  await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  const project = await page.evaluate(async () => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ name: "Early bird" });
    return (await (await fetch("/api/projects", { method: "POST", headers, body })).json()).id;
  });
  for (const [path, name] of [
    ["/files", "early.dxf"],
    [`/projects/${project}`, "early-in-project.dxf"],
  ] as const) {
    const letGo = await holdScripts(page);
    await page.goto(`${origin}${path}`, { waitUntil: "commit" });
    await page.getByLabel("Choose files to upload").setInputFiles(payload(name, drawing(1000, name)));
    letGo();
    await expect(page.getByRole("link", { name }).first()).toBeVisible();
  }
  const rows = await page.evaluate(async () => (await (await fetch("/api/files")).json()).items);
  expect(
    rows.map(({ filename, project_id }: Record<string, unknown>) => [filename, project_id]).sort(),
  ).toEqual([
    ["early-in-project.dxf", project],
    ["early.dxf", null],
  ]);
});

/** No script of the next page comes before the function that this answers was called. */
async function holdScripts(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const scripts = "**/_next/static/**/*.js";
  await page.unroute(scripts);
  await page.route(scripts, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}
