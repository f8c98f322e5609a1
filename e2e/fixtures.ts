import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { violations } from "./axe.ts";

/** `test` with a watch on the console: a page that logs an error fails the test that opened it. */
export const test = base.extend<{ watched: undefined }>({
  watched: [
    async ({ context }, use) => {
      const errors = watchConsole(context);
      await use(undefined);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };

/** Long forms of what the gate does in short. */
export const IS_FULL = process.env.VERIFY_FULL === "1";
export const ONLY_FULL = "a part of npm run verify:full";

/** For `test.use`: a browser that draws in 3D, on the processor: the same pictures on every machine. */
export const DRAWS_3D = {
  launchOptions: {
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  },
};

export const root = (baseURL: string | undefined) => (baseURL ?? "").replace("//demo.", "//");
export const at = (baseURL: string | undefined, slug: string) =>
  (baseURL ?? "").replace("//demo.", `//${slug}.`);

let counter = 0;
export const uniqueSlug = (name: string) => `${name}-${Date.now().toString(36)}${(counter++).toString(36)}`;

export const PASSWORD = "correct horse battery";

/** Signs up a new organisation by the call that the form makes (first-result.spec.ts fills it in); ends on its dashboard. */
export async function signUp(
  page: Page,
  baseURL: string | undefined,
  slug: string,
): Promise<{ email: string }> {
  const email = `${slug}@example.test`;
  const data = { organisation: `Office ${slug}`, slug, name: "Ada Admin", email, password: PASSWORD };
  const headers = { origin: root(baseURL) };
  const answer = await page.request.post(`${root(baseURL)}/api/sign-up`, { data, headers });
  expect(answer.status(), await answer.text()).toBe(201);
  await page.goto((await answer.json()).url);
  await page.waitForURL(`${at(baseURL, slug)}/dashboard`);
  return { email };
}

export async function signIn(page: Page, origin: string, email: string, password: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${origin}/dashboard`);
}

/** No accessibility violation that axe can find, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await violations(page, { coloursOnly: colorScheme === "dark" }), colorScheme).toEqual([]);
  }
}

/** Nothing sticks out at phone width. */
export async function expectFitsPhone(page: Page, tables: readonly string[] = []): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 375, height: 740 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  for (const name of tables) {
    const table = page.getByRole("table", { name, exact: true });
    const beyond = () => table.evaluate((at) => at.scrollWidth - (at.parentElement?.clientWidth ?? 0));
    await expect.poll(beyond, { message: `${name} scrolls sideways` }).toBeLessThanOrEqual(0);
  }
  if (size) await page.setViewportSize(size);
}

/** The link of the newest mail to an address, as the development inbox shows it. */
export async function linkFromInbox(page: Page, baseURL: string | undefined, email: string): Promise<string> {
  await page.goto(`${root(baseURL)}/inbox`);
  let link: string | undefined;
  await expect(async () => {
    const { items } = await page.evaluate(async () => (await fetch("/api/inbox")).json());
    const mail = (items as { recipient: string; text: string }[]).find((m) => m.recipient === email);
    link = mail?.text.match(/https?:\S+/)?.[0];
    expect(link).toBeTruthy();
  }).toPass();
  return link ?? "";
}

/** A message in the corner. Looked for there alone: a screen reader's announcement repeats it elsewhere for a second. */
export const expectToast = (page: Page, text: string) =>
  expect(
    page
      .getByRole("region", { name: /^Notifications/, includeHidden: true })
      .getByText(text)
      .last(),
  ).toBeVisible();

function watchConsole(context: BrowserContext): string[] {
  const errors: string[] = [];
  context.on("console", (message) => {
    // The browser's own note on a refused request; what the page makes of it is tested by its words.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      errors.push(message.text());
  });
  context.on("weberror", (error) => errors.push(String(error.error())));
  return errors;
}
