import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { type StripeDouble, startStripeDouble } from "../scripts/stripe-double/server.ts";
import { at, expect, expectAccessible, expectFitsPhone, PASSWORD, root, signIn, test } from "./fixtures.ts";
import { Installation } from "./installation.ts";
import { lastMonth, OPERATOR_TOKEN, operatorApi, signInAsOperator } from "./operators.ts";
import { Visitor } from "./visitor.ts";

const PORT = 3671;
const BASE = `http://demo.localhost:${PORT}`;
const SAMPLE = path.join("public", "samples", "sample-building.ifc");
const STRIPE = { secretKey: "sk_test_browser", webhookSecret: "whsec_browser" };
const CARD = "4242 4242 4242 4242";
/** Stripe's card that can be given, and is declined whenever it is charged. */
const DECLINED_CARD = "4000 0000 0000 0341";

test.describe.configure({ mode: "serial" });

/** Two web processes, and the payment provider's local double in this process. */
let installation: Installation;
let double: StripeDouble;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  double = await startStripeDouble({
    ...STRIPE,
    webhookUrl: `http://localhost:${PORT}/api/webhooks/stripe`,
  });
  installation = await Installation.create(PORT, {
    WEB_PROCESSES: "2",
    OPERATOR_TOKEN,
    STRIPE_SECRET_KEY: STRIPE.secretKey,
    STRIPE_WEBHOOK_SECRET: STRIPE.webhookSecret,
    STRIPE_API_BASE: double.url,
  });
  await installation.start();
});
test.afterAll(async () => {
  await installation?.stop();
  await double?.close();
});

test("usage moves when a file is uploaded and when programs call", async ({ page }) => {
  const { slug, email, apiKey } = await organisation("counted", "free");
  const origin = at(BASE, slug);
  await signIn(page, origin, email, PASSWORD);
  await page.getByRole("link", { name: "Usage", exact: true }).click();
  await expect(figure(page, "Files processed")).toContainText(/^Files processed0of 100 included/);
  await expect(figure(page, "Storage")).toContainText(/^Storage0 B/);
  await expect(figure(page, "API calls")).toContainText(/^API calls0of 10,000 included/);
  await expect(figure(page, "Projected invoice")).toContainText("$0.00");
  await expect(figure(page, "Projected invoice")).toContainText(/Free plan\$0\.00/);

  await page.getByRole("link", { name: "Files", exact: true }).click();
  await page.getByLabel("Choose files to upload").setInputFiles(SAMPLE);
  await page
    .getByRole("link", { name: path.basename(SAMPLE) })
    .first()
    .click();
  await expect(page.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  // Along the links, so that the page shows what happened since it was last seen, without a reload.
  await page.getByRole("link", { name: "Usage", exact: true }).click();
  await expect(figure(page, "Files processed")).toContainText(/^Files processed1of 100 included/);
  const { size } = await fileOf(slug, apiKey);
  expect(size).toBe((await readFile(SAMPLE)).length);
  await expect(figure(page, "Storage")).toContainText(`Storage${Math.round(size / 1024)} KiB`);

  const program = new Visitor(PORT, slug);
  const headers = { authorization: `Bearer ${apiKey}` };
  for (let i = 0; i < 4; i++) expect((await program.send("GET", "/api/files", { headers })).status).toBe(200);
  await expect(figure(page, "API calls")).toContainText(/^API calls5of/);

  await page.reload();
  const keys = page.getByRole("table", { name: "API keys by calls" });
  await expect(keys.getByRole("row").nth(1)).toContainText(/5$/);
  await expect(page.getByRole("table", { name: "Members by files uploaded" })).toContainText(/1$/);
  await expectAccessible(page);
  await expectFitsPhone(page);

  // The chart's table leads to the events of a day; another metric and period keep to the address.
  await page.getByText("API calls", { exact: true }).last().click();
  await page.getByText("12 months", { exact: true }).click();
  await expect(page).toHaveURL(/metric=api_calls/);
  await expect(page).toHaveURL(/period=365/);
  const calls = page.getByRole("figure", { name: "Calls with an API key" });
  await expect(calls.getByRole("option").first()).toBeVisible();
  await calls.getByRole("radio", { name: "Table" }).click();
  const months = page.getByRole("table", { name: "Calls with an API key a month" });
  await expect(months.getByRole("row").nth(1)).toContainText("5");
  await expect(months.getByRole("row").nth(2)).toContainText("0");
  await expectAccessible(page);
  await expectFitsPhone(page);
  await months.getByRole("link").click();
  await expect(page).toHaveURL(/\/usage\/events\?kind=api_call/);
  await expect(page.getByRole("row")).toHaveCount(6);
  await page.goBack();

  await page.getByRole("link", { name: "Single events" }).click();
  await page.getByLabel("What", { exact: true }).selectOption("API calls");
  await expect(page.getByRole("row")).toHaveCount(6);
  await page.getByLabel("What", { exact: true }).selectOption("File uploaded");
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("link", { name: /^File uploaded/ })).toHaveAttribute("href", /^\/files\//);
  const csv = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  expect(await readFile(await (await csv).path(), "utf8")).toContain("file_uploaded");
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test("an admin upgrades with a first card, and the webhook brings the plan", async ({ page }) => {
  const { slug, email } = await organisation("upgraded", "free");
  const origin = at(BASE, slug);
  await signIn(page, origin, email, PASSWORD);
  await page.goto(`${origin}/settings/billing`);
  await expect(page.getByText("No card is on file.")).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("button", { name: "Upgrade to Professional" }).click();
  const dialog = page.getByRole("dialog", { name: "Change to Professional" });
  await expect(dialog).toContainText("$0.00");
  await expect(dialog).toContainText("$99.00");
  await expectAccessible(page);
  await expectFitsPhone(page);

  await dialog.getByRole("button", { name: "Add a card and upgrade" }).click();
  await page.waitForURL(`${double.url}/checkout/*`);
  await page.getByRole("link", { name: "Back" }).click();
  await page.waitForURL(`${origin}/settings/billing?checkout=cancelled`);
  await expect(page.getByText("No card was added")).toBeVisible();
  await expect(plan(page, "Free")).toContainText("Your plan");

  await page.getByRole("button", { name: "Upgrade to Professional" }).click();
  await dialog.getByRole("button", { name: "Add a card and upgrade" }).click();
  await page.waitForURL(`${double.url}/checkout/*`);
  await page.getByLabel("Card number").fill(CARD);
  await page.getByRole("button", { name: "Save card" }).click();
  await page.waitForURL(`${origin}/settings/billing?checkout=completed`);
  await expect(page.getByText(/visa ending in 4242/i)).toBeVisible();
  await expect(plan(page, "Professional")).toContainText("Your plan");
  await expect(plan(page, "Professional").getByRole("button")).toHaveCount(0);
  const [customer] = [...double.books.customers.values()].filter((one) => one.email === email);
  expect(customer?.invoice_settings.default_payment_method).toMatch(/^pm_/);
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByRole("button", { name: "Cards and payments" }).click();
  await page.waitForURL(`${double.url}/portal/*`);
  await expect(page.getByText("visa ending in 4242")).toBeVisible();
});

test("last month's invoice is run by an operator, opened down to its events, and paid by card", async ({
  page,
  browser,
}) => {
  const { slug, email } = await organisation("invoiced", "pro");
  const { name, middle } = lastMonth();
  const events = [
    { key: "files", kind: "file_processed", quantity: 1010, occurred_at: middle },
    { key: "calls", kind: "api_call", quantity: 125_000, occurred_at: middle },
  ];
  const imported = await operatorApi(BASE, "/api/admin/usage-events", { tenant: slug, events });
  expect(await imported.json()).toMatchObject({ accepted: 2, duplicates: 0 });

  const console = await browser.newContext();
  const operator = await console.newPage();
  await signInAsOperator(operator, root(BASE));
  await operator.getByRole("link", { name: "Invoices", exact: true }).click();
  await operator.getByRole("button", { name: "Run invoices" }).click();
  await operator.getByRole("button", { name: "Make them final" }).click();
  await expect(operator.getByText(new RegExp(`^${name}: [1-9]\\d* created, .* 0 failed`))).toBeVisible();
  await console.close();

  // 99.00, ten files above the thousand at 0.50, 25,000 calls above the hundred thousand at 0.10 a thousand; 10 % tax.
  const origin = at(BASE, slug);
  await signIn(page, origin, email, PASSWORD);
  await page.getByRole("link", { name: "Invoices", exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("$117.15");
  await expect(row).toContainText("Open");
  await expect(page.getByText(/so far leads to about \$/)).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await row.getByRole("link").first().click();
  const heading = page.getByRole("heading", { level: 1, name: /^Invoice \S+/ });
  const number = (await heading.textContent())?.replace("Invoice ", "").trim();
  await expect(page.getByRole("link", { name: "Pay", exact: true })).toBeVisible();
  const lines = page.getByRole("table", { name: "Lines of the invoice" });
  for (const amount of ["$99.00", "$5.00", "$2.50", "$10.65", "$117.15"])
    await expect(lines.getByRole("cell", { name: amount, exact: true }).last()).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  const invoiceUrl = page.url();
  await lines.getByRole("row", { name: /files/i }).getByRole("link").click();
  await expect(page).toHaveURL(/\/usage\/events\?kind=file_processed/);
  await expect(page.getByRole("row").nth(1)).toContainText("1,010");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.goto(invoiceUrl);
  await expectPdf(page, [`Invoice ${number}`, "117.15", `Office ${slug}`]);

  await page.getByRole("link", { name: "Pay", exact: true }).click();
  await page.waitForURL(`${double.url}/pay/*`);
  await expect(page.getByText("11715 minor units of USD")).toBeVisible();
  await page.getByLabel("Card number").fill(DECLINED_CARD);
  await page.getByRole("button", { name: "Pay" }).click();
  await expect(page.getByRole("alert")).toHaveText("Your card was declined.");
  await page.goto(invoiceUrl);
  const story = page.getByRole("list", { name: "What happened" });
  await expect(story).toContainText("A payment failed");

  // Paid in another tab: this page comes to know of it by itself.
  const payer = await page.context().newPage();
  await payer.goto((await page.getByRole("link", { name: "Pay", exact: true }).getAttribute("href")) ?? "");
  await payer.getByLabel("Card number").fill(CARD);
  await payer.getByRole("button", { name: "Pay" }).click();
  await expect(payer.getByRole("heading", { name: /is paid$/ })).toBeVisible();
  await payer.close();
  await expect(page.getByText("Paid", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Pay", exact: true })).toHaveCount(0);
  await expect(story.getByText("Paid", { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test("the cap of API calls admits exactly what is left, over both processes", async () => {
  const left = 25;
  const { slug, email, apiKey } = await organisation("capped", "pro");
  const neighbour = await organisation("neighbour", "pro");
  const changed = await operatorApi(BASE, `/api/admin/tenants/${slug}`, { api_quota: left }, "PATCH");
  expect(changed.status).toBe(200);
  const program = new Visitor(PORT, slug);
  const processes = await Promise.all(Array.from({ length: 20 }, () => program.process()));
  expect(new Set(processes).size).toBe(2);

  const call = (visitor: Visitor, key: string) =>
    visitor.send("GET", "/api/files", { headers: { authorization: `Bearer ${key}` } });
  const answers = await Promise.all(Array.from({ length: 40 }, () => call(program, apiKey)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(left);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.map(({ status, text }) => `${status} ${JSON.parse(text).code}`)).toEqual(
    Array(40 - left).fill("429 api_quota_exceeded"),
  );
  const reset = nextMonth();
  for (const { headers } of refused) {
    expect(headers).toMatchObject({
      "x-ratelimit-limit": String(left),
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(reset / 1000),
    });
    const wait = Number(headers["retry-after"]);
    expect(Math.abs(wait - (reset - Date.now()) / 1000)).toBeLessThan(30);
  }
  const after = await call(new Visitor(PORT, neighbour.slug), neighbour.apiKey);
  expect(after).toMatchObject({ status: 200, headers: { "x-ratelimit-limit": "1000000" } });

  const admin = new Visitor(PORT, slug);
  expect(await admin.signIn(email, PASSWORD)).toBeNull();
  await expect(async () => {
    const { usage } = JSON.parse((await admin.send("GET", "/api/usage/current")).text);
    expect(usage.api_calls.used).toBe(left);
  }).toPass({ timeout: 2000, intervals: [100] });
});

async function organisation(slug: string, plan: "free" | "pro") {
  const email = `${slug}@example.test`;
  const created = await operatorApi(BASE, "/api/admin/tenants", {
    name: `Office ${slug}`,
    slug,
    plan,
    admin_email: email,
    admin_password: PASSWORD,
  });
  expect(created.status).toBe(201);
  const { api_key: apiKey }: { api_key: string } = await created.json();
  return { slug, email, apiKey };
}

async function fileOf(slug: string, apiKey: string): Promise<{ size: number }> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const { text } = await new Visitor(PORT, slug).send("GET", "/api/files", { headers });
  return JSON.parse(text).items[0];
}

/** The card with one figure of the Usage page: its label, the figure, what it stands against. */
const figure = (page: Page, label: string) =>
  page.getByRole("main").getByText(label, { exact: true }).first().locator("xpath=..");

const plan = (page: Page, name: string) =>
  page
    .getByRole("list", { name: "Plans" })
    .locator(":scope > li")
    .filter({ has: page.getByRole("heading", { name, exact: true }) });

async function expectPdf(page: Page, words: string[]): Promise<void> {
  const arrives = page.waitForEvent("download");
  await page.getByRole("link", { name: "PDF", exact: true }).click();
  const file = await (await arrives).path();
  const bytes = await readFile(file);
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(bytes.length).toBeGreaterThan(5000);
  const text = await promisify(execFile)("pdftotext", ["-layout", file, "-"]).catch((error) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  for (const word of text ? words : []) expect(text?.stdout).toContain(word);
}

/** Milliseconds of the next month's first instant, UTC. */
function nextMonth(): number {
  const now = new Date();
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
}
