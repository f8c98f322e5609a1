import { expect, expectAccessible, expectFitsPhone, root, test, uniqueSlug } from "./fixtures.ts";
import { lastMonth, operatorApi, signInAsOperator } from "./operators.ts";

const PAGES = ["", "/tenants", "/invoices", "/jobs", "/usage-conflicts"];

test("only the token lets an operator in, and the pages are nowhere but on the platform's own host", async ({
  page,
  baseURL,
}) => {
  const origin = root(baseURL);
  await page.goto(`${origin}/operator/invoices`);
  await page.waitForURL(`${origin}/operator/sign-in`);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByLabel("Operator token").fill("not-the-token-at-all");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "not the operators' token" })).toBeVisible();

  await signInAsOperator(page, origin);
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.endsWith("cai-operator"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/" });
  expect((await page.goto(`${baseURL}/operator`))?.status()).toBe(404);
  expect((await page.goto(`${baseURL}/operator/sign-in`))?.status()).toBe(404);

  await page.goto(`${origin}/operator`);
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
  const slug = uniqueSlug("billed");
  const { name, middle } = lastMonth();
  const created = await operatorApi(baseURL, "/api/admin/tenants", {
    name: `Office ${slug}`,
    slug,
    plan: "pro",
    admin_email: `${slug}@example.test`,
  });
  expect(created.status).toBe(201);
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

test("an organisation is found, changed and suspended, and every page is accessible and fits a phone", async ({
  page,
  baseURL,
}) => {
  const origin = root(baseURL);
  const slug = uniqueSlug("kept");
  await operatorApi(baseURL, "/api/admin/tenants", {
    name: `Office ${slug}`,
    slug,
    plan: "free",
    admin_email: `${slug}@example.test`,
  });
  await signInAsOperator(page, origin);
  await page.getByRole("link", { name: "Organisations" }).click();
  await page.getByLabel("Search organisations").fill(slug);
  const row = page.getByRole("row").filter({ hasText: slug });
  await expect(row).toHaveCount(1);
  await row.getByRole("button", { name: /^Change/ }).click();
  await page.getByLabel("Plan").selectOption("pro");
  await page.getByLabel("Tax rate, %").fill("7.7");
  await page.getByLabel("API call cap a month").fill("4242");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("pro");
  await expect(row).toContainText("4,242");
  await row.getByRole("button", { name: /^Change/ }).click();
  await expect(page.getByLabel("Tax rate, %")).toHaveValue("7.7");
  await page.getByRole("button", { name: "Cancel" }).click();
  await row.getByRole("button", { name: /^Suspend/ }).click();
  await page.getByRole("button", { name: "Suspend organisation" }).click();
  await expect(row).toContainText("Suspended");
  await row.getByRole("button", { name: /^Resume/ }).click();
  await page.getByRole("button", { name: "Resume organisation" }).click();
  await expect(row).not.toContainText("Suspended");

  for (const path of PAGES) {
    await page.goto(`${origin}/operator${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
});
