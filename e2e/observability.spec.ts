import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import postgres from "postgres";
import { expect, expectAccessible, expectFitsPhone, signUp, test, uniqueSlug } from "./fixtures.ts";
import { Installation } from "./installation.ts";
import { OPERATOR_TOKEN, signInAsOperator } from "./operators.ts";

const PORT = 3469;
/** As the fixtures take it; organisations and the platform are found from it. */
const BASE = `http://demo.localhost:${PORT}`;
const ROOT = `http://localhost:${PORT}`;

test.describe.configure({ mode: "serial" });

/** One where every request and every stretch of a job is slow, so that all traces are kept. */
let installation: Installation;
let sql: postgres.Sql;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  installation = await Installation.create(PORT, {
    OPERATOR_TOKEN,
    TRACE_SLOW_REQUEST_MS: "1",
    TRACE_SLOW_JOB_MS: "1",
    TRACE_URL_TEMPLATE: "https://tracing.example/trace/{trace_id}",
  });
  await installation.start();
  sql = postgres(await installation.databaseUrl(), { max: 2, onnotice: () => {} });
});
test.afterAll(async () => {
  await sql?.end();
  await installation?.stop();
});

test("a file's page shows where the time of its processing went, as a chart and as a table", async ({
  page,
}) => {
  const slug = uniqueSlug("timeline");
  await signUp(page, BASE, slug);
  const fileId = await upload(page);
  await page.goto(`http://${slug}.localhost:${PORT}/files/${fileId}`);
  await expect(page.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });

  const timeline = page.getByRole("region", { name: "Timeline" });
  const toggle = timeline.getByRole("button", { name: /^Timeline/ });
  await expect(toggle).toContainText("in all");
  if ((await toggle.getAttribute("aria-expanded")) === "false") await toggle.click();
  const chart = timeline.getByRole("figure", { name: "Where the time went" });
  await expect(chart.getByRole("listitem")).toHaveText([
    /^Waiting for its turn/,
    /^Extract geometry.*\d m?s/,
    /^Classify materials.*\d m?s/,
    /^Estimate costs.*\d m?s/,
    /^Calculate carbon.*\d m?s/,
  ]);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await timeline.getByText("Table", { exact: true }).click();
  const table = timeline.getByRole("table", { name: "Attempts of each step" });
  await expect(table.getByRole("row").filter({ hasText: "Done" })).toHaveCount(4);
  await expectAccessible(page);
  await expectFitsPhone(page);

  // What it shows are the attempts as they were traced.
  const [traced] = await sql`select count(distinct trace_id)::int as traces, count(*)::int as attempts
    from step_attempts a join processing_runs r on r.id = a.run_id where r.file_id = ${fileId}`;
  expect(traced).toEqual({ traces: 1, attempts: 4 });
});

test("a page that fails on the server names its trace, by which an operator finds the cause", async ({
  browser,
}) => {
  const slug = uniqueSlug("faulty");
  // React tells the console of the failed page, as it should: this one is not watched.
  const page = await (await browser.newContext()).newPage();
  await signUp(page, BASE, slug);
  // A right that a change by hand took away: the page can be asked for, but not made.
  await sql`revoke select on api_keys from cai_app`;
  let shown: string;
  try {
    await page.goto(`http://${slug}.localhost:${PORT}/settings/api-keys`);
    await expect(page.getByRole("heading", { name: "This page failed" })).toBeAttached();
    shown = await traceShown(page);
    await expectAccessible(page);
    await expectFitsPhone(page);

    // The same where the browser goes there from another page, whose trace is another one.
    await page.goto(`http://${slug}.localhost:${PORT}/settings`);
    await page.getByRole("link", { name: "API keys" }).first().click();
    await expect(page.getByRole("heading", { name: "This page failed" })).toBeAttached();
    const again = await traceShown(page);
    expect(again).not.toBe(shown);
    shown = again;
    // Where even the frame of all pages cannot be made.
    await sql`revoke select on tenant_settings from cai_app`;
    const whole = await page.context().newPage();
    expect((await whole.goto(`http://${slug}.localhost:${PORT}/dashboard`))?.status()).toBe(500);
    expect(await traceShown(whole)).not.toBe(shown);
    await expectAccessible(whole);
    await expectFitsPhone(whole);
    await whole.close();
  } finally {
    await sql`grant select on tenant_settings to cai_app`;
    await sql`grant select on api_keys to cai_app`;
  }
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "API keys" }).first()).toBeVisible();

  const operator = await (await browser.newContext()).newPage();
  await signInAsOperator(operator, ROOT);
  await operator.getByLabel("Trace id").fill(`It said: ${shown}`);
  await operator.getByRole("button", { name: "Find" }).click();
  await operator.waitForURL(`${ROOT}/operator/traces/${shown}`);
  await expect(operator.getByText("Failed", { exact: true }).first()).toBeVisible();
  await expect(operator.getByRole("link", { name: slug })).toBeVisible();
  await expect(operator.getByRole("link", { name: "Open in the tracing tool" })).toHaveAttribute(
    "href",
    `https://tracing.example/trace/${shown}`,
  );
  const spans = operator.getByRole("figure", { name: "Spans of the trace" });
  await spans
    .getByRole("button", { name: /SELECT.*api_keys.*failed/ })
    .first()
    .click();
  await expect(operator.getByRole("dialog")).toContainText("42501");
  await expectAccessible(operator);
  await operator.keyboard.press("Escape");
  await expectFitsPhone(operator);
  await operator.context().close();
});

test("a call that fails shows its trace id, and its error is marked until it comes back", async ({
  page,
  browser,
}) => {
  const slug = uniqueSlug("refused");
  await signUp(page, BASE, slug);
  const fail = async () => {
    await sql`revoke select on projects from cai_app`;
    try {
      await page.goto(`http://${slug}.localhost:${PORT}/projects`);
      const alert = page.getByRole("alert").filter({ hasText: "could not be loaded" });
      await expect(alert).toBeVisible({ timeout: 30_000 });
      return await traceShown(page);
    } finally {
      await sql`grant select on projects to cai_app`;
    }
  };
  const trace = await fail();

  const operator = await (await browser.newContext()).newPage();
  await signInAsOperator(operator, ROOT);
  await operator.goto(`${ROOT}/operator/traces/${trace}`);
  await operator.getByRole("link", { name: "42501" }).click();
  await operator.waitForURL(/\/operator\/errors\/\w+$/);
  await expect(operator.getByRole("main")).toContainText("/api/projects");
  await expectAccessible(operator);
  await expectFitsPhone(operator);
  await operator.getByRole("button", { name: "Resolve: 42501" }).click();
  await expect(operator.getByText("Resolved", { exact: true }).first()).toBeVisible();

  await fail();
  await expect(async () => {
    await operator.reload();
    await expect(operator.getByText("It came back")).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await operator.goto(`${ROOT}/operator/log`);
  await expect(operator.getByRole("row").filter({ hasText: "Error marked as resolved" })).toBeVisible();
  await operator.context().close();
});

test("the operators' lists of slow requests, errors and failed attempts open, and say when a trace is not kept", async ({
  page,
}) => {
  await signInAsOperator(page, ROOT);
  await page.getByRole("link", { name: "Slow requests" }).click();
  const byName = page.getByRole("table", { name: "Slow by name" });
  // The slowest eight are shown at first, and which they are is the machine's doing.
  await expect(byName).toBeVisible();
  const all = page.getByRole("button", { name: /^Show all/ });
  if (await all.isVisible()) await all.click();
  const route = byName.getByRole("button", { name: "POST /api/files/upload", exact: true });
  await route.click();
  const single = page.getByRole("table", { name: "Slow, one by one" });
  await expect(single.getByRole("link", { name: "POST /api/files/upload" }).first()).toBeVisible();
  await expect(single.getByRole("link", { name: /^GET/ })).toHaveCount(0);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await single.getByRole("link", { name: "POST /api/files/upload" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "POST /api/files/upload" })).toBeVisible();
  await expect(page.getByRole("button", { name: "extract_geometry", exact: true })).toBeVisible();
  await expectAccessible(page);

  for (const where of ["/errors", "/slow-requests?kind=job", "/jobs?view=attempts"]) {
    await page.goto(`${ROOT}/operator${where}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("status", { name: /^(Loading|Counting)/ })).toHaveCount(0);
    await expectAccessible(page);
    await expectFitsPhone(page);
  }

  await page.goto(`${ROOT}/operator`);
  await page.getByLabel("Trace id").fill("4711");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "32 digits" })).toBeVisible();
  await page.getByLabel("Trace id").fill("0".repeat(31).concat("1"));
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByText("So it went well and fast, is too old")).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
});

/** The id that a failed page or part of a page shows, with a button to copy it. */
async function traceShown(page: Page): Promise<string> {
  const line = page.getByText(/^Trace [0-9a-f]{32}$/).first();
  await expect(line).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy trace id" }).first()).toBeVisible();
  return ((await line.textContent()) ?? "").replace("Trace ", "");
}

async function upload(page: Page): Promise<string> {
  const sample = await readFile(path.join("public", "samples", "sample-building.ifc"));
  return page.evaluate(async (base64) => {
    const form = new FormData();
    form.set("file", new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], "house.ifc"));
    const response = await fetch("/api/files/upload", { method: "POST", body: form });
    return (await response.json()).file_id;
  }, sample.toString("base64"));
}
