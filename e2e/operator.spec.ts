import {
  at,
  expect,
  expectAccessible,
  expectFitsPhone,
  PASSWORD,
  root,
  signIn,
  test,
  uniqueSlug,
} from "./fixtures.ts";
import { codeOf, lastMonth, newOperator, operatorApi, signInAsOperator } from "./operators.ts";

const PAGES = [
  "",
  "/tenants",
  "/invoices",
  "/plans",
  "/coupons",
  "/archive",
  "/jobs",
  "/errors",
  "/slow-requests",
  "/status",
  "/usage-conflicts",
  "/switches",
  "/operators",
  "/log",
];

test("an operator sets up an app, signs in, invites another one, and is nobody at an organisation's host", async ({
  page,
  baseURL,
}) => {
  const origin = root(baseURL);
  const { email, password } = await newOperator(baseURL);
  await page.goto(`${origin}/operator/invoices`);
  await page.waitForURL(`${origin}/operator/sign-in`);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "is wrong" })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  const secret = ((await page.getByTestId("secret").textContent()) ?? "").replaceAll(" ", "");
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByLabel("2. The code that the app shows now").fill(codeOf(secret));
  await page.getByLabel("3. A new password of your own").fill(PASSWORD);
  await page.getByRole("button", { name: "Set up and sign in" }).click();
  await page.waitForURL(`${origin}/operator`);

  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.endsWith("cai-operator"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/" });
  expect((await page.goto(`${baseURL}/operator`))?.status()).toBe(404);
  expect((await page.goto(`${baseURL}/operator/sign-in`))?.status()).toBe(404);

  await page.goto(`${origin}/operator/operators`);
  const invited = `${uniqueSlug("invited")}@example.test`;
  await page.getByRole("button", { name: "Invite operator" }).click();
  await page.getByLabel("Email").fill(invited);
  await page.getByLabel("Name").fill("Ines Invited");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByTestId("one-time-password")).toHaveText(/\S{20,}/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Close" }).click();
  const row = page.getByRole("row").filter({ hasText: invited });
  await expect(row).toContainText("Invited");
  await row.getByRole("button", { name: `Disable ${invited}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disable" }).click();
  await expect(row).toContainText("Disabled");
  await page.getByRole("link", { name: "Log", exact: true }).click();
  await page.getByLabel("What").selectOption({ label: "Operators and sign-ins" });
  await expect(page.getByRole("row").filter({ hasText: invited }).first()).toContainText("Olga Operator");

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(`${origin}/operator/sign-in`);
  await page.goto(`${origin}/operator/tenants`);
  await page.waitForURL(`${origin}/operator/sign-in`);
});

test("last month's invoice with imported usage is run, seen, paid and credited", async ({
  page,
  baseURL,
}) => {
  const origin = root(baseURL);
  const slug = await organisation(baseURL, "billed", "pro");
  const { name, middle } = lastMonth();
  const event = { key: "imported", kind: "file_processed", quantity: 1010, occurred_at: middle };
  const imported = await operatorApi(baseURL, "/api/admin/usage-events", { tenant: slug, events: [event] });
  expect(await imported.json()).toMatchObject({ accepted: 1 });
  const refused = await operatorApi(baseURL, "/api/admin/usage-events", {
    tenant: slug,
    events: [{ ...event, quantity: 1011 }],
  });
  expect(refused.status).toBe(409);

  await signInAsOperator(page, origin);
  await page.getByRole("link", { name: "Invoices", exact: true }).click();
  await page.getByLabel("Organisation", { exact: false }).first().fill(slug);
  await page.getByRole("button", { name: "Run invoices" }).click();
  await expect(page.getByRole("alertdialog")).toContainText(`Run ${name} for ${slug}?`);
  await page.getByRole("button", { name: "Make them final" }).click();
  await expect(page.getByText(`${name}: 1 created, 0 existing, 0 failed`)).toBeVisible();
  await expect(page.getByRole("region", { name: "Invoice runs" }).getByRole("row").nth(1)).toContainText(
    name,
  );

  // Running it again makes nothing twice.
  await page.getByRole("button", { name: "Run invoices" }).click();
  await page.getByRole("button", { name: "Make them final" }).click();
  await expect(page.getByText(`${name}: 0 created, 1 existing, 0 failed`)).toBeVisible();

  // Pro for 99.00 and ten files above the thousand at 0.50 each, with 10 % tax.
  const row = page.getByRole("row").filter({ hasText: `Office ${slug}` });
  await page.getByLabel("Search organisations").fill(slug);
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("$114.40");
  await row.getByRole("button", { name: /^Actions/ }).click();
  await page.getByRole("menuitem", { name: "Lines and timeline" }).click();
  await expect(page.getByRole("dialog")).toContainText("10 files");
  await expect(page.getByRole("dialog")).toContainText("$5.00");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Close" }).click();

  await row.getByRole("button", { name: /^Actions/ }).click();
  await page.getByRole("menuitem", { name: "Credit" }).click();
  await page.getByText("Some lines").click();
  await page.getByRole("checkbox").nth(1).check();
  await page.getByLabel("Reason").fill("the import counted twice");
  await page.getByRole("button", { name: "Make credit note" }).click();
  await expect(row.filter({ hasText: "Credit note" })).toContainText("-$5.50");

  const invoice = row.filter({ hasText: /Invoice/ });
  await invoice.getByRole("button", { name: /^Actions/ }).click();
  await page.getByRole("menuitem", { name: "Record a payment" }).click();
  await expect(page.getByLabel("Amount, USD")).toHaveValue("108.90");
  await page.getByLabel("Reference").fill("bank 4711");
  await page.getByRole("button", { name: "Record payment" }).click();
  await expect(invoice).toContainText("Paid");
  await expect(invoice).toContainText("$0.00");

  await page.getByRole("link", { name: "Usage conflicts" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Usage conflicts" })).toBeVisible();
  const conflict = page.getByRole("row").filter({ hasText: `Office ${slug}` });
  await expect(conflict).toContainText("1010");
  await expect(conflict).toContainText("1011");
  await conflict.getByRole("button", { name: /settled/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Mark as settled" }).click();
  await expect(conflict).toHaveCount(0);
});

test("an organisation's terms are changed on its own page, which keeps what was changed", async ({
  page,
  baseURL,
}) => {
  test.slow();
  const origin = root(baseURL);
  const slug = await organisation(baseURL, "kept", "free");
  await signInAsOperator(page, origin);
  await page.getByRole("link", { name: "Organisations" }).click();
  await page.getByLabel("Search organisations").fill(slug);
  await expect(page).toHaveURL(new RegExp(`q=${slug}`));
  const row = page.getByRole("row").filter({ hasText: slug });
  await expect(row).toHaveCount(1);
  await row.getByRole("link", { name: `Office ${slug}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Office ${slug}` })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  const changes = page.getByRole("table", { name: "Changes" });
  const terms = page.getByRole("main");

  await page.getByRole("button", { name: "Change plan" }).click();
  await page.getByLabel("Plan", { exact: true }).selectOption({ label: "Professional" });
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Change plan" }).click();
  await expect(terms).toContainText("Professional, since");
  await expect(changes.getByRole("row").nth(1)).toContainText("Plan: Free → Professional");

  await page.getByRole("button", { name: "Caps" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was changed yet." })).toBeVisible();
  await page.getByLabel("API call cap a month").fill("4242");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(terms).toContainText("4,242 a month");
  await expect(changes.getByRole("row").nth(1)).toContainText("API call cap: 1,000,000 → 4,242");

  await page.getByRole("button", { name: "Change tax and currency" }).click();
  await page.getByLabel("Tax rate, %").fill("7.7");
  await page.getByLabel("Reverse charge").check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  // It has given no tax id, on which the invoice would have to rely.
  await expect(page.getByRole("alert").filter({ hasText: "tax id" })).toBeVisible();
  await page.getByLabel("Reverse charge").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(terms.getByText("7.7 %", { exact: true })).toBeVisible();
  await expect(changes.getByRole("row").nth(1)).toContainText("Tax rate: 10 % → 7.7 %");
  await page.getByRole("button", { name: "Change tax and currency" }).click();
  await expect(page.getByLabel("Tax rate, %")).toHaveValue("7.7");
  await page.getByLabel("Currency", { exact: true }).fill("XTS");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "XTS" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();

  // After this month in any case, so that all of it is free.
  const lastFreeDay = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await page.getByRole("button", { name: "Trial" }).click();
  await page.getByLabel("Last free day (UTC)").fill(lastFreeDay);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(terms).toContainText("Free until");
  await expect(terms).toContainText(/Professional plan\$0\.00/);
  await page.getByRole("button", { name: "Trial" }).click();
  await page.getByLabel("Last free day (UTC)").fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(terms).toContainText("Ended on");

  await page.getByRole("button", { name: "Suspend" }).click();
  await page.getByRole("button", { name: "Suspend organisation" }).click();
  await expect(terms.getByText("Suspended", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("button", { name: "Resume organisation" }).click();
  await expect(terms.getByText("Suspended", { exact: true })).toHaveCount(0);
  await expect(changes.getByRole("row").nth(1)).toContainText("Suspended: yes → no");
  await expectFitsPhone(page);

  await page.goto(`${origin}/operator/tenants/nobody-here`);
  await expect(page.getByRole("alert").filter({ hasText: "nobody-here" })).toBeVisible();
});

test("a price is planned for a coming month and leaves this one as it is", async ({ page, baseURL }) => {
  const origin = root(baseURL);
  await signInAsOperator(page, origin);
  await page.getByRole("link", { name: "Plans", exact: true }).click();
  const versions = page.getByRole("table", { name: "Plan versions" });
  await page.getByRole("button", { name: "New version of Professional in USD" }).click();
  const dialog = page.getByRole("dialog");
  // Of a currency that nobody has, so that no other test meets it.
  await dialog.getByLabel("Currency", { exact: true }).fill("isk");
  await expect(dialog.getByLabel("Price a month")).toHaveValue("99.00");
  await dialog.getByLabel("Price a month").fill("12 900");
  await expectAccessible(page);
  await expectFitsPhone(page);
  await dialog.getByRole("button", { name: "Add version" }).click();
  await expect(dialog.getByText("Write a price as a decimal").first()).toBeVisible();
  await dialog.getByLabel("Price a month").fill("12900");
  await dialog.getByRole("button", { name: "Add version" }).click();
  const planned = versions.getByRole("row").filter({ hasText: "ISK" });
  await expect(planned).toContainText("Planned");
  await expect(planned).toContainText("12,900");
  await expect(planned.filter({ hasText: "Professional" })).toHaveCount(1);
  const inForce = versions.getByRole("row").filter({ hasText: "USD" }).filter({ hasText: "Professional" });
  await expect(inForce).toContainText("$99.00");
  await expect(inForce).toContainText("In force");

  // A month that has begun is refused, whoever asks.
  const month = new Date().toISOString().slice(0, 7);
  const refused = await operatorApi(baseURL, "/api/admin/plans", {
    id: "pro",
    valid_from: month,
    monthly_price: "1",
    file_limit: 1,
    storage_limit: 1,
    api_calls_limit: 1,
    extra_file: "1",
    extra_gib: "1",
    extra_1k_api_calls: "1",
  });
  expect(await refused.json()).toMatchObject({ status: 400, code: "month_begun" });
});

test("a coupon is made, redeemed by an admin, seen on both sides, and ended", async ({ page, baseURL }) => {
  const origin = root(baseURL);
  const slug = await organisation(baseURL, "saver", "pro");
  const code = uniqueSlug("save").toUpperCase();
  await signInAsOperator(page, origin);
  await page.getByRole("link", { name: "Coupons" }).click();
  await page.getByRole("button", { name: "New coupon" }).click();
  await page.getByLabel("Code").fill(code.toLowerCase());
  await page.getByText("Amount", { exact: true }).click();
  await page.getByLabel("Off each month").fill("19");
  await page.getByLabel("Months it holds").fill("2");
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("button", { name: "Make coupon" }).click();
  const row = page.getByRole("row").filter({ hasText: code });
  await expect(row).toContainText("$19.00");
  await expect(row).toContainText("2 months");

  await signIn(page, at(baseURL, slug), `${slug}@example.test`, PASSWORD);
  await page.goto(`${at(baseURL, slug)}/settings/billing`);
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Redeem" }).click();
  await expect(page.getByRole("table", { name: "Discounts" })).toContainText("$19.00");
  await page.goto(`${at(baseURL, slug)}/usage`);
  await expect(page.getByRole("main")).toContainText(/Discounts−\$\d/);

  await page.goto(`${origin}/operator/tenants/${slug}`);
  await expect(page.getByRole("table", { name: "Discounts" })).toContainText(code);
  await page.goto(`${origin}/operator/coupons`);
  await expect(row.getByRole("cell", { name: "1", exact: true })).toBeVisible();
  await row.getByRole("button", { name: `End ${code}` }).click();
  await page.getByRole("button", { name: "End coupon" }).click();
  await expect(row).toContainText("Ended");
  await expect(row.getByRole("button")).toHaveCount(0);
});

test("an operator looks at an organisation that allows it, under a banner, until its admin ends it", async ({
  page,
  browser,
  baseURL,
}) => {
  const origin = root(baseURL);
  const slug = await organisation(baseURL, "visited", "free");
  const context = await browser.newContext();
  const admin = await context.newPage();
  await signIn(admin, at(baseURL, slug), `${slug}@example.test`, PASSWORD);
  await admin.goto(`${at(baseURL, slug)}/settings/support`);
  await expectAccessible(admin);
  await expectFitsPhone(admin);
  await signInAsOperator(page, origin);
  await page.goto(`${origin}/operator/tenants/${slug}`);
  const enter = async () => {
    await page.getByRole("button", { name: "Enter", exact: true }).click();
    await page.getByLabel("Reason").fill("ticket 4711");
    await page.getByRole("dialog").getByRole("button", { name: "Enter", exact: true }).click();
  };
  await enter();
  await expect(page.getByRole("alert").filter({ hasText: "does not allow it" })).toBeVisible();

  await admin.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(admin.getByText(/Allowed until/)).toBeVisible();
  await page.reload();
  await enter();
  await page.waitForURL(`${at(baseURL, slug)}/dashboard`);
  await expect(page.getByText(/an operator of the platform, looks at/)).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.goto(`${at(baseURL, slug)}/account`);
  await page.waitForURL(`${at(baseURL, slug)}/dashboard`);
  await page.goto(`${at(baseURL, slug)}/files`);
  await expect(page.getByText(/an operator of the platform, looks at/)).toBeVisible();

  await admin.reload();
  await expect(admin.getByRole("row").filter({ hasText: "ticket 4711" })).toContainText("Here now");
  await admin.getByRole("button", { name: "End now" }).click();
  await expect(admin.getByRole("button", { name: "Allow", exact: true })).toBeVisible();
  await page.goto(`${at(baseURL, slug)}/files`);
  await page.waitForURL(/\/sign-in/);
  await context.close();
});

test("every page is accessible and fits a phone", async ({ page, baseURL }) => {
  const origin = root(baseURL);
  await signInAsOperator(page, origin);
  for (const path of PAGES) {
    await page.goto(`${origin}/operator${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
});

async function organisation(baseURL: string | undefined, name: string, plan: string): Promise<string> {
  const slug = uniqueSlug(name);
  const created = await operatorApi(baseURL, "/api/admin/tenants", {
    name: `Office ${slug}`,
    slug,
    plan,
    admin_email: `${slug}@example.test`,
    admin_password: PASSWORD,
  });
  expect(created.status).toBe(201);
  return slug;
}
