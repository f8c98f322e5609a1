import {
  at,
  expect,
  expectAccessible,
  expectFitsPhone,
  linkFromInbox,
  PASSWORD,
  root,
  signIn,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";

test("the demo signs in with the password that the start printed", async ({ page, baseURL }) => {
  await signIn(page, at(baseURL, "demo"), "demo@example.com", "demo-password");
  await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
});

test("a wrong password is refused with a sentence, and a link by mail signs in once", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("mail");
  const { email } = await signUp(page, baseURL, slug);
  await page.context().clearCookies();
  const origin = at(baseURL, slug);
  await page.goto(`${origin}/sign-in`);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "do not match" })).toBeVisible();

  await page.getByText("Link by mail").click();
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("Look into your mail")).toBeVisible();
  const link = await linkFromInbox(page, baseURL, email);
  await page.goto(link);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(`${origin}/dashboard`);
  await page.context().clearCookies();
  await page.goto("about:blank");
  await page.goto(link);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("used already or is too old")).toBeVisible();
});

test("a forgotten password is reset by mail, and every session ends", async ({ page, browser, baseURL }) => {
  const slug = uniqueSlug("reset");
  const { email } = await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  const other = await (await browser.newContext()).newPage();
  await other.goto(`${origin}/forgot-password`);
  await other.getByLabel("E-mail").fill(email);
  await other.getByRole("button", { name: "Send the link" }).click();
  await expect(other.getByText("Look into your mail")).toBeVisible();
  await other.goto(await linkFromInbox(other, baseURL, email));
  await other.getByLabel("New password").fill("a brand new password");
  await other.getByRole("button", { name: "Change password" }).click();
  await expect(other.getByText("Your password is changed")).toBeVisible();
  await page.goto(`${origin}/dashboard`);
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, origin, email, "a brand new password");
  await other.context().close();
});

test("an unknown address of an organisation says so", async ({ page, baseURL }) => {
  await page.goto(`${at(baseURL, "nobody-has-this")}/dashboard`);
  await expect(page.getByRole("heading", { name: "No such organisation" })).toBeVisible();
});

test("an invited colleague joins with the role that was given, and is out on the next click when removed", async ({
  page,
  browser,
  baseURL,
}) => {
  const slug = uniqueSlug("team");
  await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  const email = `colleague-${slug}@example.test`;
  await page.goto(`${origin}/settings/members`);
  await expectAccessible(page);
  await page.getByRole("button", { name: /Invite/ }).click();
  await page.getByLabel("E-mail").fill(email);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Send|Invite/ })
    .click();
  await expect(page.getByText(email)).toBeVisible();

  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(await linkFromInbox(theirs, baseURL, email));
  await theirs.getByRole("button", { name: "Accept the invitation" }).click();
  await theirs.getByLabel("Your name").fill("Cora Colleague");
  await theirs.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await theirs.getByRole("button", { name: /Join/ }).click();
  await theirs.waitForURL(`${origin}/dashboard`);

  const members = await page.evaluate(
    async () => (await (await fetch("/api/members")).json()).items as { user_id: string; email: string }[],
  );
  const id = members.find((m) => m.email === email)?.user_id;
  const status = await page.evaluate(
    async (member) => (await fetch(`/api/members/${member}`, { method: "DELETE" })).status,
    id,
  );
  expect(status).toBe(204);
  await theirs.goto(`${origin}/files`);
  await expect(theirs).toHaveURL(/\/sign-in/);
  await theirs.context().close();
});

test("the root domain's pages are accessible and fit a phone", async ({ page, baseURL }) => {
  for (const path of ["/", "/sign-in", "/sign-up", "/inbox"]) {
    await page.goto(`${root(baseURL)}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
});
