import type { Browser, Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import {
  at,
  expect,
  expectAccessible,
  expectFitsPhone,
  expectToast,
  linkFromInbox,
  PASSWORD,
  signIn,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";
import { Visitor } from "./visitor.ts";

test("a pasted list is invited; a new person and one with an account join; roles and removal act at once", async ({
  page,
  browser,
  baseURL,
}) => {
  const slug = uniqueSlug("people");
  await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  const bob = await newPage(browser);
  const bobs = await provenAdmin(baseURL, uniqueSlug("bob"));
  await signIn(bob, at(baseURL, bobs.slug), bobs.email, PASSWORD);
  const ninas = `nina-${slug}@example.test`;

  await page.goto(`${origin}/settings/members`);
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail addresses").fill(`"New, Nina" <${ninas}>, ${bobs.email}\nnobody`);
  await dialog.getByLabel("Role", { exact: true }).selectOption("editor");
  await dialog.locator("summary").click();
  await expect(dialog.getByRole("rowheader", { name: "Upload, process and delete files" })).toBeVisible();
  await dialog.getByRole("button", { name: "Send invitations" }).click();
  await expect(dialog.getByRole("listitem").filter({ hasText: "This is no e-mail address." })).toBeVisible();
  await expect(dialog.getByRole("listitem").filter({ hasText: "is invited." })).toHaveCount(2);
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("rowheader", { name: ninas })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page, ["Members", "Invitations"]);

  const nina = await newPage(browser);
  await nina.goto(await linkFromInbox(nina, baseURL, ninas));
  await nina.getByRole("button", { name: "Accept the invitation" }).click();
  await nina.getByLabel("Your name").fill("Nina New");
  await nina.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await nina.getByRole("button", { name: /Join/ }).click();
  await nina.waitForURL(`${origin}/dashboard`);

  await bob.goto(await linkFromInbox(bob, baseURL, bobs.email));
  await expect(bob.getByText("Your account stays as it is")).toBeVisible();
  await bob.getByRole("button", { name: "Accept the invitation" }).click();
  await bob.waitForURL(`${origin}/dashboard`);
  await bob.goto(`${origin}/account/organisations`);
  await expect(bob.getByRole("list", { name: "Your organisations" }).getByRole("listitem")).toHaveCount(2);

  await page.reload();
  const create = () =>
    nina.evaluate(async () => {
      const name = crypto.randomUUID();
      const headers = { "content-type": "application/json" };
      const answer = await fetch("/api/projects", {
        method: "POST",
        headers,
        body: JSON.stringify({ name }),
      });
      return answer.status;
    });
  expect(await create()).toBe(201);
  await page.getByLabel("Role of Nina New").selectOption("viewer");
  await expectToast(page, "Nina New is now viewer");
  expect(await create()).toBe(403);

  await test.step("a link of somebody else asks before it takes the session's place", async () => {
    await nina.evaluate(async (email) => {
      const headers = { "content-type": "application/json" };
      await fetch("/api/sign-in-links", { method: "POST", headers, body: JSON.stringify({ email }) });
    }, bobs.email);
    await expect(async () => {
      expect(await linkFromInbox(nina, baseURL, bobs.email)).toContain("/sign-in/token#");
    }).toPass();
    await nina.goto(await linkFromInbox(nina, baseURL, bobs.email));
    await nina.getByRole("button", { name: "Continue" }).click();
    await expect(nina.getByText(`You are signed in as ${ninas}`)).toBeVisible();
    await expect(nina.getByRole("button", { name: `Sign in as ${bobs.email} instead` })).toBeVisible();
    await nina.getByRole("link", { name: `Stay ${ninas}` }).click();
    await nina.waitForURL(`${origin}/dashboard`);
  });

  await page.getByRole("button", { name: "Manage Nina New" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove member" }).click();
  // While a dialog is open, what is behind it is hidden from roles: the row, and the dialog below the question.
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("rowheader", { name: "Nina New" })).toHaveCount(0);
  await nina.goto(`${origin}/files`);
  await expect(nina).toHaveURL(/\/sign-in/);
  await nina.context().close();
  await bob.context().close();
});

test("a second factor is set up, asked for at sign-in, and required of everybody; another device is signed out", async ({
  page,
  browser,
  baseURL,
}) => {
  const slug = uniqueSlug("factor");
  const { email } = await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  await page.goto(`${origin}/account/security`);
  const { secret, recovery } = await enrol(page, async () => {
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step("by code, and by recovery code", async () => {
    await signOut(page);
    // The code of enrolment is spent; the next one counts already.
    await signInWithCode(page, origin, email, codeAt(secret, Date.now() + 30_000));
    await page.goto(`${origin}/account/security`);
    await signOut(page);
    await signInWithCode(page, origin, email, recovery[0] ?? "");
    await page.goto(`${origin}/account/security`);
    await expect(page.getByText("9 recovery codes are left")).toBeVisible();
  });

  await test.step("required of everybody", async () => {
    await page.goto(`${origin}/settings/sign-in`);
    const theirs = await newPage(browser);
    const colleague = `colleague-${slug}@example.test`;
    await page.evaluate(async (addresses) => {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ addresses, role: "viewer" });
      await fetch("/api/invitations/list", { method: "POST", headers, body });
    }, colleague);
    await theirs.goto(await linkFromInbox(theirs, baseURL, colleague));
    await theirs.getByRole("button", { name: "Accept the invitation" }).click();
    await theirs.getByLabel("Your name").fill("Cora Colleague");
    await theirs.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await theirs.getByRole("button", { name: /Join/ }).click();
    await theirs.waitForURL(`${origin}/dashboard`);

    await page.getByRole("switch", { name: "Require a second factor" }).click();
    await expectToast(page, "A second factor is required now");
    await expectAccessible(page);
    await expectFitsPhone(page);
    await theirs.goto(`${origin}/files`);
    await theirs.waitForURL(`${origin}/account/security`);
    await expect(theirs.getByText("requires a second factor")).toBeVisible();
    await enrol(theirs);
    await theirs.goto(`${origin}/files`);
    await expect(theirs.getByRole("heading", { name: "Files", level: 1 })).toBeVisible();

    // The colleague loses the phone and the codes: an admin takes the factor away.
    await page.goto(`${origin}/settings/members`);
    await page.getByRole("button", { name: "Manage Cora Colleague" }).click();
    await page.getByRole("button", { name: "Reset", exact: true }).click();
    await page.getByRole("button", { name: "Reset second factor" }).click();
    await expectToast(page, "The second factor is gone");
    await theirs.goto(`${origin}/files`);
    await expect(theirs).toHaveURL(/\/sign-in/);
    await theirs.context().close();
  });

  await test.step("sessions", async () => {
    const phone = await newPage(browser);
    await signInWithCode(phone, origin, email, recovery[1] ?? "");
    await page.goto(`${origin}/account/sessions`);
    const here = page.getByRole("list", { name: /^At / });
    await expect(here.getByRole("listitem")).toHaveCount(2);
    await expect(here.getByText("This device")).toHaveCount(1);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await here.getByRole("button", { name: /^Sign out/ }).click();
    await page.getByRole("button", { name: "Sign it out" }).click();
    await expect(here.getByRole("listitem")).toHaveCount(1);
    await phone.goto(`${origin}/files`);
    await expect(phone).toHaveURL(/\/sign-in/);
    await phone.context().close();
  });
});

/** The code that an authenticator app with this secret shows at a time. */
const codeAt = (secret: string, timestamp = Date.now()) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp });

const newPage = async (browser: Browser) => (await browser.newContext()).newPage();

/** The admin of an organisation that an operator made: who signs up by themselves has proven no address yet. */
async function provenAdmin(
  baseURL: string | undefined,
  slug: string,
): Promise<{ slug: string; email: string }> {
  const email = `${slug}@example.test`;
  const { status, text } = await new Visitor(Number(new URL(baseURL ?? "").port), null).send(
    "POST",
    "/api/admin/tenants",
    {
      body: { name: `Office ${slug}`, slug, admin_email: email, admin_password: PASSWORD },
      headers: { authorization: "Bearer operator-token-for-tests" },
    },
  );
  expect(status, text).toBe(201);
  return { slug, email };
}

/** On the security page: ends with the second factor on. */
async function enrol(
  page: Page,
  look?: () => Promise<void>,
): Promise<{ secret: string; recovery: string[] }> {
  await page.getByRole("button", { name: "Set up" }).click();
  const secret = ((await page.getByTestId("secret").textContent()) ?? "").replaceAll(" ", "");
  await look?.();
  await page.getByLabel(/The code that the app shows/).fill(codeAt(secret));
  await page.getByRole("button", { name: "Turn on" }).click();
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const recovery = await codes.allTextContents();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 recovery codes are left")).toBeVisible();
  return { secret, recovery };
}

async function signInWithCode(page: Page, origin: string, email: string, code: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(`${origin}/dashboard`);
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out", exact: true }).click();
  await page.waitForURL(/\/sign-in/);
}
