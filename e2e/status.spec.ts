import type { Page } from "@playwright/test";
import { at, expect, expectAccessible, expectFitsPhone, root, signUp, test, uniqueSlug } from "./fixtures.ts";
import { operatorApi, signInAsOperator } from "./operators.ts";

test("an operator reports an incident, members and strangers see it, and it is resolved", async ({
  page,
  browser,
  baseURL,
}) => {
  const origin = root(baseURL);
  const slug = uniqueSlug("felt");
  const title = `Processing is slow ${slug}`;
  const context = await browser.newContext();
  const member = await context.newPage();
  await signUp(member, baseURL, slug);
  await expect(member.getByText(title)).toHaveCount(0);

  await signInAsOperator(page, origin);
  await page.getByRole("link", { name: "Status", exact: true }).click();
  await page.getByRole("button", { name: "Report incident" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title").fill(title);
  await dialog.getByLabel("What is known").fill("Files wait. We are looking for the cause.");
  await dialog.getByRole("button", { name: "Report incident" }).click();
  await expect(dialog.getByText("Choose at least one.").first()).toBeVisible();
  await dialog.getByLabel("Processing").check();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await dialog.getByRole("button", { name: "Report incident" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("heading", { name: title })).toBeVisible();

  await reloadUntil(member, title);
  await expect(member.getByText("Files wait. We are looking for the cause.")).toBeVisible();
  await expectAccessible(member);
  await expectFitsPhone(member);
  await member.getByRole("link", { name: "Status", exact: true }).click();
  await member.waitForURL(`${origin}/status`);
  await expect(member.getByRole("heading", { name: title })).toBeVisible();
  await expect(member.getByText("Some of it does not work as it should")).toBeVisible();
  await expect(member.getByRole("listitem").filter({ hasText: "Processing" }).first()).toContainText(
    "Degraded",
  );
  await expectAccessible(member);
  await expectFitsPhone(member);

  await page.getByRole("button", { name: `Say what is new: ${title}` }).click();
  await dialog.getByLabel("Where it is").selectOption("monitoring");
  await dialog.getByLabel("What is new").fill("A disk was full. There is room again.");
  await dialog.getByRole("button", { name: "Say it" }).click();
  await expect(page.getByText("A disk was full. There is room again.")).toBeVisible();
  await reloadUntil(member, "A disk was full. There is room again.");
  await expect(member.getByText("Being watched").first()).toBeVisible();

  await page.getByRole("button", { name: `Resolve: ${title}` }).click();
  await dialog.getByLabel("Last word").fill("It works as ever.");
  await dialog.getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByRole("heading", { name: title })).toHaveCount(0);
  await page.getByText("Resolved", { exact: true }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await page.goto(`${origin}/operator/log?action=incident`);
  await expect(page.getByRole("row").filter({ hasText: title }).first()).toBeVisible();

  await member.goto(`${at(baseURL, slug)}/dashboard`);
  await expect(member.getByRole("heading", { level: 1 })).toBeVisible();
  await expect
    .poll(async () => {
      await member.reload();
      await member.waitForLoadState("networkidle");
      return member.getByText(title).count();
    })
    .toBe(0);
  await member.getByRole("button", { name: /^Account of/ }).click();
  await member.getByRole("menuitem", { name: "Status of the service" }).click();
  await member.waitForURL(`${origin}/status`);
  const past = member
    .getByRole("region")
    .or(member.locator("section"))
    .filter({ hasText: "The last 90 days" })
    .last();
  // Each process keeps what it told for some seconds.
  await expect(async () => {
    await member.reload();
    await expect(past).toContainText(title, { timeout: 3000 });
  }).toPass({ timeout: 30_000 });
  await expect(past).toContainText("It works as ever.");
  await context.close();
});

test("planned maintenance is told from a day before, and is called off", async ({
  page,
  browser,
  baseURL,
}) => {
  const origin = root(baseURL);
  const slug = uniqueSlug("planned");
  const title = `New disks ${slug}`;
  const context = await browser.newContext();
  const member = await context.newPage();
  await signUp(member, baseURL, slug);
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const made = await operatorApi(baseURL, "/api/admin/incidents", {
    kind: "maintenance",
    title,
    affects: ["transfers", "archive"],
    text: "Uploads may be slow.",
    starts_at: inHours(30),
    ends_at: inHours(31),
  });
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as { id: string };
  await page.goto(`${origin}/status`);
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await member.reload();
  await member.waitForLoadState("networkidle");
  await expect(member.getByText(title)).toHaveCount(0);

  const moved = await operatorApi(baseURL, `/api/admin/incidents/${id}`, { starts_at: inHours(20) }, "PATCH");
  expect(moved.status).toBe(204);
  await reloadUntil(member, title);
  await expect(member.getByText(/Planned maintenance from/)).toBeVisible();
  expect(
    (await operatorApi(baseURL, `/api/admin/incidents/${id}/resolve`, { text: "Called off." })).status,
  ).toBe(200);
  await context.close();
});

test("the state is there for whoever asks, in words and as JSON, without anything of an organisation", async ({
  page,
  baseURL,
}) => {
  await page.goto(`${root(baseURL)}/status`);
  for (const label of [
    "Sign-in and pages",
    "Uploads and downloads",
    "Similar estimates",
    "Archive and restore",
  ])
    await expect(page.getByRole("heading", { name: label })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  const answer = await page.request.get(`${root(baseURL)}/api/status`);
  expect(answer.status()).toBe(200);
  expect((await answer.json()).capabilities).toHaveLength(7);
});

/** Other processes tell what was reported within seconds; a page that is open asks again after a while. */
async function reloadUntil(page: Page, text: string): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(text).first()).toBeVisible({ timeout: 3000 });
  }).toPass();
}
