import { at, expect, expectAccessible, expectFitsPhone, root, signUp, test, uniqueSlug } from "./fixtures.ts";

test("a saved language is that of pages, errors and mails", async ({ page, baseURL }) => {
  const slug = uniqueSlug("lang");
  const origin = at(baseURL, slug);
  const { email } = await signUp(page, baseURL, slug);
  await page.goto(`${origin}/account`);
  await page.getByLabel("Language").selectOption({ label: "Deutsch" });
  await page.getByRole("button", { name: "Save language" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.goto(`${origin}/dashboard`);
  await expect(page.getByRole("link", { name: "Kostenschätzungen" }).first()).toBeVisible();
  await expectAccessible(page);

  // Without the browser's own choice: what is saved with the account decides.
  await page.context().clearCookies({ name: "cai_locale" });
  await page.goto(`${origin}/projects`);
  await expect(page.getByRole("button", { name: "Neues Projekt" }).first()).toBeVisible();
  const refused = await page.evaluate(async () => {
    const answer = await fetch("/api/projects", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "" }),
    });
    return answer.json();
  });
  expect(refused.detail).toBe("name: Geben Sie dem Projekt einen Namen.");

  await page.evaluate(
    async ([address]) => {
      const answer = await fetch("/api/sign-in-links", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: address }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    [email],
  );
  await page.goto(`${root(baseURL)}/inbox`);
  await expect(async () => {
    const { items } = await page.evaluate(async () => (await fetch("/api/inbox")).json());
    const subjects = (items as { recipient: string; subject: string }[])
      .filter(({ recipient }) => recipient === email)
      .map(({ subject }) => subject);
    expect(subjects).toContain(`Anmelden bei Office ${slug}`);
  }).toPass();

  await page.goto(`${origin}/account/notifications`);
  await expectFitsPhone(page);
});
