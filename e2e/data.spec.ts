import { readFile } from "node:fs/promises";
import { openArchive } from "../lib/exports/test/open-archive.ts";
import {
  at,
  expect,
  expectAccessible,
  expectFitsPhone,
  PASSWORD,
  root,
  signIn,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";
import { invitationToken, Visitor } from "./visitor.ts";

test("an admin exports the organisation, asks for its deletion and undoes it; then a person takes her data and goes", async ({
  page,
  baseURL,
  browser,
}) => {
  test.slow();
  const slug = uniqueSlug("data");
  const origin = at(baseURL, slug);
  const { email } = await signUp(page, baseURL, slug);

  await page.goto(`${origin}/settings/data`);
  await page.getByRole("button", { name: "Export everything" }).click();
  const link = page.getByRole("link", { name: "Download" });
  await expect(link).toBeVisible({ timeout: 30_000 });
  const [archive] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(archive.suggestedFilename()).toContain(`export-${slug}-`);
  const opened = await openArchive(await readFile(await archive.path()));
  expect(opened.json("data/members.json")).toMatchObject([{ email, role: "admin" }]);
  expect(opened.text("README.txt")).toContain(`Office ${slug}`);

  await page.getByRole("button", { name: "Delete organisation" }).click();
  await page.getByLabel(`Type ${slug} to confirm`).fill("something else");
  await page.getByRole("button", { name: "Delete in 14 days" }).click();
  await expect(page.getByText(`Type ${slug} to confirm.`).first()).toBeVisible();
  await page.getByLabel(`Type ${slug} to confirm`).fill(slug);
  await page.getByRole("button", { name: "Delete in 14 days" }).click();
  const banner = page.getByText(`Office ${slug} is deleted on`);
  await expect(banner).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo deletion" })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.goto(`${origin}/projects`);
  await expect(banner).toBeVisible();
  await page.getByRole("link", { name: "Export or undo" }).click();
  await page.getByRole("button", { name: "Undo deletion" }).click();
  await expect(page.getByRole("button", { name: "Delete organisation" })).toBeVisible();
  await expect(banner).toHaveCount(0);

  await page.goto(`${origin}/account/data`);
  await expect(page.getByText("You are the only admin")).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete account" })).toHaveCount(0);

  // Somebody else can go.
  const invited = `leaver-${slug}@example.test`;
  const status = await page.evaluate(
    async ([address]) =>
      (
        await fetch("/api/invitations", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ email: address, role: "viewer" }),
        })
      ).status,
    [invited],
  );
  expect(status).toBe(201);
  const port = Number(new URL(baseURL ?? "").port);
  const token = await invitationToken(port, invited);
  const accepted = await new Visitor(port, slug).send("POST", "/api/invitations/accept", {
    body: { token, name: "Lea Leaver", password: PASSWORD },
  });
  expect(accepted.status, accepted.text).toBe(200);
  const leaver = await (await browser.newContext()).newPage();
  await signIn(leaver, origin, invited, PASSWORD);
  await leaver.goto(`${origin}/account/data`);
  await expectAccessible(leaver);
  await expectFitsPhone(leaver);
  const [own] = await Promise.all([
    leaver.waitForEvent("download"),
    leaver.getByRole("link", { name: "Download" }).click(),
  ]);
  const mine = await openArchive(await readFile(await own.path()));
  expect(mine.json("profile.json")).toMatchObject({ email: invited, name: "Lea Leaver" });
  await leaver.getByRole("button", { name: "Delete account" }).click();
  await leaver.getByLabel(`Type ${invited} to confirm`).fill(invited);
  await leaver.getByRole("dialog").getByRole("button", { name: "Delete account" }).click();
  await leaver.waitForURL(`${root(baseURL)}/**`);
  await leaver.goto(`${origin}/dashboard`);
  await expect(leaver).toHaveURL(/sign-in/);
});
