import type { Page } from "@playwright/test";
import sharp from "sharp";
import { NameServer } from "../lib/dns/testing/name-server.ts";
import {
  at,
  expect,
  expectAccessible,
  expectFitsPhone,
  expectToast,
  PASSWORD,
  signIn,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";
import { invitationToken, Visitor } from "./visitor.ts";

/** Calls the API as the page's own scripts do. */
async function send(page: Page, method: string, path: string, body: unknown): Promise<{ id: string }> {
  return page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(where, {
        method: how,
        headers: { "content-type": "application/json" },
        body: what,
      });
      if (!response.ok) throw new Error(await response.text());
      return response.json();
    },
    [method, path, JSON.stringify(body)] as const,
  );
}

const estimate = (more: object = {}) => ({
  materials: { "Concrete C30/37": { quantity: 10, unit: "m3" } },
  location: "US average",
  labor_rate: "45.00",
  equipment_rate: "75.00",
  ...more,
});

test("a restricted project does not exist for a member until an admin adds them", async ({
  page,
  browser,
  baseURL,
}) => {
  const port = Number(new URL(baseURL ?? "").port);
  const slug = uniqueSlug("proj");
  const origin = at(baseURL, slug);
  await signUp(page, baseURL, slug);
  await page.getByRole("link", { name: "Projects" }).click();
  await page.getByRole("button", { name: "New project" }).first().click();
  await page.getByLabel("Name").fill("Secret tower");
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByRole("heading", { name: "Secret tower", level: 1 })).toBeVisible();
  const id = page.url().split("/").at(-1) ?? "";
  const { id: estimateId } = await send(
    page,
    "POST",
    "/api/cost-estimates",
    estimate({ project_id: id, description: "Tower frame" }),
  );
  const email = `outsider-${slug}@example.test`;
  await send(page, "POST", "/api/invitations", { email, role: "editor" });
  const guest = new Visitor(port, slug);
  const token = await invitationToken(port, email);
  const accepted = await guest.send("POST", "/api/invitations/accept", {
    body: { token, name: "Otto Outsider", password: PASSWORD },
  });
  expect(accepted.status, accepted.text).toBe(200);
  await page.getByRole("switch", { name: "Restricted" }).click();
  await expect(page.getByText("Nobody besides the admins.")).toBeVisible();

  const outsider = await (await browser.newContext()).newPage();
  await signIn(outsider, origin, email, PASSWORD);
  await expect(outsider.getByText("Secret tower")).toHaveCount(0);
  await outsider.goto(`${origin}/projects`);
  await expect(outsider.getByText("No projects yet")).toBeVisible();
  await expectAccessible(outsider);
  for (const path of [`/projects/${id}`, `/estimates/${estimateId}`]) {
    await outsider.goto(`${origin}${path}`);
    await expect(outsider.getByText("Not found")).toBeVisible();
  }
  await outsider.goto(`${origin}/estimates`);
  await expect(outsider.getByText("No estimates yet")).toBeVisible();

  await page.getByRole("button", { name: "Choose people" }).click();
  await page.getByLabel("Otto Outsider").click();
  await page.getByRole("button", { name: "Save people" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText(`${email} · editor`)).toBeVisible();
  await outsider.goto(`${origin}/projects/${id}`);
  await expect(outsider.getByRole("link", { name: "Tower frame" })).toBeVisible();
  await outsider.context().close();

  await page.reload();
  await expect(page.getByRole("link", { name: "Tower frame" })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("button", { name: "Archive" }).click();
  await page.getByRole("button", { name: "Archive project" }).click();
  await expect(page.getByText("This project is archived")).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete project" }).click();
  await expect(page.getByRole("heading", { name: "Projects", level: 1 })).toBeVisible();
  await page.goto(`${origin}/estimates`);
  await expect(page.getByRole("link", { name: "Tower frame" })).toBeVisible();
});

test("settings change what pages show, and a change that crosses with another loses nothing", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("sett");
  const origin = at(baseURL, slug);
  await signUp(page, baseURL, slug);
  const { id } = await send(page, "POST", "/api/cost-estimates", estimate());
  const lines = page.getByRole("region", { name: "Estimate lines" });
  await page.goto(`${origin}/estimates/${id}?tab=lines`);
  await expect(lines.getByText("10 m³").last()).toBeVisible();

  await page.goto(`${origin}/settings`);
  await page.getByLabel("Units").selectOption("imperial");
  await send(page, "PATCH", "/api/settings", { website: "https://www.example.com" });
  await page.getByRole("button", { name: "Save: Display" }).click();
  await expect(page.getByText("Somebody has changed the settings meanwhile")).toBeVisible();
  await page.getByRole("button", { name: "Load the newest" }).click();
  await expect(page.getByLabel("Website")).toHaveValue("https://www.example.com");
  await expect(page.getByLabel("Units")).toHaveValue("imperial");
  await page.getByRole("button", { name: "Save: Display" }).click();
  await expectToast(page, "Settings are saved");
  await page.getByLabel("Allowed origins").fill("https://app.example.com");
  const saved = page.waitForResponse((response) => response.request().method() === "PATCH");
  await page.getByRole("button", { name: "Save: API from web pages" }).click();
  expect((await saved).status()).toBe(200);
  await page.goto(`${origin}/estimates/${id}?tab=lines`);
  await expect(lines.getByText("13.0795 yd³").last()).toBeVisible();

  // A browser that asks before it calls from elsewhere: over plain HTTP, without any credentials.
  const asks = new Visitor(Number(new URL(baseURL ?? "").port), slug);
  const answer = async (from: string) =>
    (
      await asks.send("OPTIONS", "/api/projects", {
        headers: { origin: from, "access-control-request-method": "GET" },
      })
    ).headers["access-control-allow-origin"];
  expect(await answer("https://app.example.com")).toBe("https://app.example.com");
  expect(await answer("https://evil.example")).toBeUndefined();

  await page.goto(`${origin}/settings/branding`);
  const logo = await sharp({ create: { width: 320, height: 120, channels: 3, background: "#b5521b" } })
    .png()
    .toBuffer();
  await page.locator('main input[type="file"]').setInputFiles({
    name: "logo.svg",
    mimeType: "image/svg+xml",
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  });
  await expect(page.getByText("An SVG can carry scripts")).toBeVisible();
  await page
    .locator('main input[type="file"]')
    .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: logo });
  const inSidebar = page.locator('aside img[src*="/api/tenant/logo"]');
  await expect(inSidebar).toBeVisible();
  await expect
    .poll(() => inSidebar.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await page.getByRole("textbox", { name: /^Colour/ }).fill("#f7e017");
  await expect(page.getByText("Text is #")).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("button", { name: "Save: Colour" }).click();
  await expectToast(page, "Settings are saved");

  await page.goto(`${origin}/account/notifications`);
  const usage = page
    .getByRole("group", { name: "Mails about the organisation" })
    .getByRole("switch", { name: "Usage" });
  await usage.click();
  await expect(usage).not.toBeChecked();
  await expectAccessible(page);
});

test("another address leads on from the old one; a custom domain is proven by DNS", async ({
  page,
  baseURL,
}) => {
  const port = Number(new URL(baseURL ?? "").port);
  const [slug, next] = [uniqueSlug("old"), uniqueSlug("new")];
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/settings/address`);
  await page.getByRole("button", { name: "Change address" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("New address").fill(next);
  await dialog.getByLabel(`Type ${slug}`).fill("something else");
  await dialog.getByRole("button", { name: "Change address" }).click();
  await expect(dialog.getByText(`Type the present address, ${slug}`).first()).toBeVisible();
  await dialog.getByLabel(`Type ${slug}`).fill(slug);
  await dialog.getByRole("button", { name: "Change address" }).click();
  await page.waitForURL(`${at(baseURL, next)}/dashboard`);
  await page.goto(`${at(baseURL, slug)}/files?q=wall&status=failed`);
  await page.waitForURL(`${at(baseURL, next)}/files?q=wall&status=failed`);
  const program = await new Visitor(port, slug).send("GET", "/api/tenant");
  expect([program.status, program.headers.location, JSON.parse(program.text).code]).toEqual([
    308,
    `${at(baseURL, next)}/api/tenant`,
    "tenant_moved",
  ]);

  const dns = await NameServer.start(port + 53);
  try {
    await page.goto(`${at(baseURL, next)}/settings/address`);
    const domain = `estimates.${next}.example`;
    await page.getByLabel("Domain", { exact: true }).fill(domain);
    await page.getByRole("button", { name: "Add domain" }).click();
    await expect(page.getByText("Not proven yet")).toBeVisible();
    await page.getByRole("button", { name: "Check now" }).click();
    await expect(page.getByText("has no TXT record yet")).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    const record = await page.getByText(/^construction-ai-verification=/).textContent();
    dns.set(`_construction-ai.${domain}`, [record ?? ""]);
    await page.getByRole("button", { name: "Check now" }).click();
    await expect(page.getByText("Verified")).toBeVisible();
    const served = new Visitor(port, null);
    const answer = await served.send("GET", "/api/tenant", { headers: { host: domain } });
    expect(JSON.parse(answer.text).slug).toBe(next);
  } finally {
    await dns.stop();
  }
});
