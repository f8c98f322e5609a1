import path from "node:path";
import type { Page } from "@playwright/test";
import {
  at,
  expect,
  expectAccessible,
  expectFitsPhone,
  expectToast,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";

const SAMPLE = path.join("public", "samples", "sample-building.ifc");
const palette = (page: Page) => page.getByRole("dialog", { name: "Search and commands" });
const option = (page: Page, name: string | RegExp) => palette(page).getByRole("option", { name }).first();

/** The page takes keys: what the server drew has come to life. */
const ready = (page: Page) =>
  page.waitForFunction(() => {
    const button = document.querySelector("[aria-keyshortcuts]");
    return button !== null && Object.keys(button).some((key) => key.startsWith("__reactProps"));
  });

async function project(page: Page, name: string): Promise<string> {
  return page.evaluate(async (name) => {
    const answer = await fetch("/api/projects", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name }),
    });
    return (await answer.json()).id;
  }, name);
}

test("the palette finds things, pages and actions by keyboard alone, and remembers what was opened", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("shell");
  await signUp(page, baseURL, slug);
  const harbour = await project(page, "Harbour school");
  await ready(page);
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  const field = palette(page).getByRole("combobox");
  await field.fill("harb");
  await expect(option(page, "Harbour school")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/projects/${harbour}`);
  await expect(page.getByRole("heading", { name: "Harbour school" })).toBeVisible();

  // Settings by role, found by what they are called.
  await page.keyboard.press("Control+k");
  await field.fill("audit");
  await option(page, "Audit log").click();
  await page.waitForURL("**/settings/audit-log");

  // What was opened is on top, before anything is typed.
  await page.getByRole("button", { name: "Search or do something" }).click();
  await expect(palette(page).getByRole("group", { name: "Opened recently" })).toContainText("Harbour school");
  await page.keyboard.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Search or do something" })).toBeFocused();

  // An action opens its dialog, once.
  await page.keyboard.press("Control+k");
  await field.fill("new project");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "New project" })).toBeVisible();
  await expect(page).toHaveURL(/\/projects$/);
  await page.keyboard.press("Escape");

  // Nothing of that name: the lists search further.
  await page.keyboard.press("Control+k");
  await field.fill("nothing of that name");
  await expect(palette(page).getByText("Nothing is called")).toBeVisible();
  await option(page, /in all files/).click();
  await page.waitForURL("**/files?q=nothing+of+that+name");
});

/** The page takes its keys a moment after it is shown. */
async function chooseByKey(page: Page, file: string): Promise<void> {
  await expect(async () => {
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser", { timeout: 2000 }),
      page.keyboard.press("u"),
    ]);
    await chooser.setFiles(file);
  }).toPass();
}

test("keys lead to pages and act, never while typing, and can be switched off", async ({ page, baseURL }) => {
  const slug = uniqueSlug("keys");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/projects`);
  const search = page.getByRole("searchbox", { name: "Search projects" });
  await expect(search).toBeVisible();
  await ready(page);

  // The list comes to life after the frame around it.
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(search).toBeFocused({ timeout: 1000 });
  }).toPass();
  await search.fill("");
  await page.keyboard.type("gf?u");
  await expect(search).toHaveValue("gf?u");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await search.fill("");
  await search.blur();

  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet.getByText("Search projects")).toBeVisible();
  await expect(sheet.getByText("Upload files")).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  // Beneath a dialog the page takes no keys.
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  await expect(page).toHaveURL(/\/projects/);
  await page.keyboard.press("Escape");

  await page.keyboard.press("g");
  await page.keyboard.press("f");
  await page.waitForURL("**/files");
  await chooseByKey(page, SAMPLE);
  await expect(page.getByRole("link", { name: "sample-building.ifc" }).first()).toBeVisible();

  await page.keyboard.press("?");
  await sheet.getByRole("switch", { name: "Single-key shortcuts" }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Files", exact: true })).toBeVisible();
  await ready(page);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeVisible();
});

test("moving a file is shown at once and can be undone", async ({ page, baseURL }) => {
  const slug = uniqueSlug("undo");
  await signUp(page, baseURL, slug);
  const id = await project(page, "Harbour school");
  await page.goto(`${at(baseURL, slug)}/files`);
  await ready(page);
  await chooseByKey(page, SAMPLE);
  await expect(page.getByRole("checkbox", { name: /sample-building/ })).toBeVisible();
  await page.getByRole("checkbox", { name: /sample-building/ }).check();
  await page.getByRole("button", { name: "Move", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Move to a project" });
  await dialog.getByLabel("To the project").selectOption(id);
  await dialog.getByRole("button", { name: "Move" }).click();
  await expectToast(page, "Moved into the project");
  const files = () =>
    page.evaluate(async (id) => (await (await fetch(`/api/files?project_id=${id}`)).json()).total, id);
  expect(await files()).toBe(1);
  // By the keyboard: F8 goes to the message.
  await page.keyboard.press("F8");
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expectToast(page, "Undone");
  expect(await files()).toBe(0);
});

test("a change that is refused goes back, says why, and stays until it is read", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("refused");
  await signUp(page, baseURL, slug);
  const id = await project(page, "Harbour school");
  await page.goto(`${at(baseURL, slug)}/projects/${id}`);
  const keep = page.getByRole("switch", { name: "Keep in hot storage" });
  await ready(page);
  const seen = Promise.withResolvers<void>();
  await page.route(`**/api/projects/${id}`, async (route) => {
    if (route.request().method() !== "PATCH") return route.fallback();
    await seen.promise;
    await route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({
        code: "internal",
        detail: "This failed on our side. Try again in a moment.",
        trace_id: "0123456789abcdef0123456789abcdef",
      }),
    });
  });
  await keep.click();
  await expect(keep).toBeChecked();
  seen.resolve();
  await expectToast(page, "That was not changed");
  await expect(keep).not.toBeChecked();
  await expectToast(page, "0123456789abcdef0123456789abcdef");
  await page.waitForTimeout(7000);
  await expectToast(page, "That was not changed");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByRole("button", { name: "Dismiss" })).toHaveCount(0);

  await page.unroute(`**/api/projects/${id}`);
  await keep.click();
  await expectToast(page, "Its files are kept hot");
  await page.keyboard.press("z");
  await expectToast(page, "Undone");
  await expect(keep).not.toBeChecked();
});

test("F8 goes to the messages over an open dialog, and Escape comes back into it", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("over");
  await signUp(page, baseURL, slug);
  const id = await project(page, "Harbour school");
  await page.goto(`${at(baseURL, slug)}/projects/${id}`);
  await ready(page);
  await page.route(`**/api/projects/${id}`, (route) =>
    route.request().method() === "PATCH"
      ? route.fulfill({ status: 500, contentType: "application/problem+json", body: "{}" })
      : route.fallback(),
  );
  await page.getByRole("switch", { name: "Keep in hot storage" }).click();
  await expectToast(page, "That was not changed");
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("F8");
  const message = page.getByRole("listitem").filter({ hasText: "That was not changed" });
  await expect(message).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Dismiss" })).toBeFocused();
  // Out of it the dialog has the focus again, and nothing that lies under it.
  await page.keyboard.press("Tab");
  await expect.poll(() => dialog.evaluate((it) => it.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("F8");
  await expect(message).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(message).toHaveCount(0);
  await expect(dialog).toBeVisible();
  await expect.poll(() => dialog.evaluate((it) => it.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("an explanation stands beside its thing, whatever is transformed or clips around it", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("tip");
  await signUp(page, baseURL, slug);
  await page.setViewportSize({ width: 820, height: 1000 });
  const navigation = page.getByRole("navigation", { name: "Main" });
  const link = navigation.getByRole("link", { name: "Similar estimates" });
  await ready(page);
  for (const style of ["", "transform: translate(4px, 16px)"]) {
    await navigation.evaluate((it, css) => it.setAttribute("style", css), style);
    await page.mouse.move(700, 900);
    await expect(page.getByRole("tooltip")).toHaveCount(0);
    // A pointer that stands there before the page listens is not heard.
    await expect(async () => {
      await page.mouse.move(0, 0);
      await link.hover();
      await expect(page.getByRole("tooltip")).toBeVisible({ timeout: 2000 });
    }).toPass();
    await expect
      .poll(async () => {
        const [tip, thing] = [await page.getByRole("tooltip").boundingBox(), await link.boundingBox()];
        if (!tip || !thing) return null;
        const across = Math.abs(tip.y + tip.height / 2 - thing.y - thing.height / 2);
        return { isBeside: Math.abs(tip.x - thing.x - thing.width - 6) < 3, isLevel: across < 2 };
      }, style)
      .toEqual({ isBeside: true, isLevel: true });
  }
});

test("without a connection the page says so, moves nothing, and goes on when it is back", async ({
  page,
  context,
  baseURL,
}) => {
  const slug = uniqueSlug("offline");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/projects`);
  const heading = page.getByRole("heading", { name: "Projects", exact: true });
  await ready(page);
  const before = await heading.boundingBox();
  await context.setOffline(true);
  await expect(page.getByText("No connection to the server")).toBeVisible();
  expect(await heading.boundingBox()).toEqual(before);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await context.setOffline(false);
  await expect(page.getByText("Back online")).toBeVisible();
  await expect(page.getByText("Back online")).toHaveCount(0);
});

test("the sidebar is a rail on a tablet, can be made wide, and stays so", async ({ page, baseURL }) => {
  const slug = uniqueSlug("rail");
  await signUp(page, baseURL, slug);
  await page.setViewportSize({ width: 820, height: 1000 });
  const link = page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Similar estimates" });
  const width = async () => (await link.boundingBox())?.width ?? 0;
  await ready(page);
  await expect.poll(width).toBeLessThan(60);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make the sidebar wide" }).click();
  await expect.poll(width).toBeGreaterThan(150);
  await page.reload();
  await expect.poll(width).toBeGreaterThan(150);
  await page.getByRole("button", { name: "Make the sidebar narrow" }).click();
  await page.setViewportSize({ width: 1280, height: 900 });
  await expect.poll(width).toBeLessThan(60);
});
