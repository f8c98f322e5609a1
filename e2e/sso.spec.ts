import { startIdentityProvider } from "../lib/auth/sso/testing/identity-provider.ts";
import {
  at,
  expect,
  expectAccessible,
  expectFitsPhone,
  PASSWORD,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";

/** An organisation lets its people in by its own identity provider. */
test("an admin enters an identity provider, an invited person comes in by it, and then it is required", async ({
  page,
  browser,
  baseURL,
}) => {
  const slug = uniqueSlug("sso");
  const origin = at(baseURL, slug);
  const provider = await startIdentityProvider([`${origin}/api/auth/callback/sso`]);
  const guest = `guest-${slug}@partner.example`;
  provider.people.set("guest", { sub: "guest", email: guest, email_verified: true, name: "Gil Guest" });
  provider.people.set("stranger", { sub: "stranger", email: `x-${guest}`, email_verified: true });
  const { email } = await signUp(page, baseURL, slug);

  await test.step("the provider is entered, tried and turned on", async () => {
    await page.goto(`${origin}/settings/sign-in`);
    await expect(page.getByText(`${origin}/api/auth/callback/sso`)).toBeVisible();
    await page.getByLabel("Issuer").fill(`${provider.issuer}/`);
    await page.getByLabel("Client id").fill(provider.clientId);
    await page.getByLabel("Client secret").fill(provider.clientSecret);
    await page.getByRole("button", { name: "Save provider" }).click();
    await page.getByRole("button", { name: "Test the provider" }).click();
    await expect(page.getByText("The provider calls itself")).toBeVisible();
    await page.getByLabel("Issuer").fill(provider.issuer);
    await page.getByLabel("Client secret").fill(provider.clientSecret);
    await page.getByRole("button", { name: "Save provider" }).click();
    // Saved, the form begins anew.
    await expect(page.getByLabel("Client secret")).toHaveValue("");
    await page.getByRole("button", { name: "Test the provider" }).click();
    await expect(page.getByText("The provider answers as it should")).toBeVisible();
    await page.getByRole("switch", { name: "Single sign-on is on" }).click();
    await expect(page.getByRole("switch", { name: "Single sign-on is on" })).toBeChecked();
    await expect(page.getByRole("switch", { name: "Require single sign-on" })).toBeEnabled();
    await page.getByLabel("Mail domain").fill("partner.example");
    await page.getByRole("button", { name: "Add domain" }).click();
    await expect(page.getByText("_construction-ai.partner.example")).toBeVisible();
    await expectFitsPhone(page);
    await expectAccessible(page);
  });

  const context = await browser.newContext();
  const other = await context.newPage();
  const comeIn = async (account: string) => {
    await other.goto(`${origin}/sign-in`);
    await other.getByRole("button", { name: `Continue with Office ${slug}'s single sign-on` }).click();
    await other.getByLabel("Account").fill(account);
    await other.getByRole("button", { name: "Go on" }).click();
  };

  await test.step("a stranger is told so, somebody invited comes in", async () => {
    await comeIn("stranger");
    await expect(other.getByText(`You are not a member of Office ${slug}`)).toBeVisible();
    await expectFitsPhone(other);
    await expectAccessible(other);
    await context.clearCookies();
    const status = await page.evaluate(
      async (email) =>
        (
          await fetch("/api/invitations", {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ email, role: "editor" }),
          })
        ).status,
      guest,
    );
    expect(status).toBe(201);
    await comeIn("guest");
    await other.waitForURL(`${origin}/dashboard`);
    await other.goto(`${origin}/account`);
    await expect(other.getByText(`You are signed in by the single sign-on of Office ${slug}`)).toBeVisible();
    await expectFitsPhone(other);
  });

  await test.step("required, it folds the password away, which still lets admins in", async () => {
    // The switch moves before it is saved.
    const saved = page.waitForResponse((response) => response.request().method() !== "GET" && response.ok());
    await page.getByRole("switch", { name: "Require single sign-on" }).click();
    await saved;
    await expect(page.getByRole("switch", { name: "Require single sign-on" })).toBeChecked();
    await context.clearCookies();
    await other.goto(`${origin}/sign-in`);
    await expect(other.getByLabel("E-mail")).toBeHidden();
    await expectFitsPhone(other);
    await expectAccessible(other);
    await other.getByText("Admins: sign in with a password").click();
    await other.getByLabel("E-mail").fill(email);
    await other.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await other.getByRole("button", { name: "Sign in" }).click();
    await other.waitForURL(`${origin}/dashboard`);
  });
  await context.close();
  await provider.stop();
});
