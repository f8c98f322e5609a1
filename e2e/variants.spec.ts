import { call, makeEstimate } from "./estimating.ts";
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

test("tries changes, saves and compares variants, discusses, approves and shares an estimate", async ({
  page,
  baseURL,
  browser,
}) => {
  const slug = uniqueSlug("variants");
  await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  const id = await makeEstimate(page);
  const path = `${origin}/estimates/${id}`;

  await test.step("what if", async () => {
    await page.goto(`${path}?tab=drivers`);
    const concrete = page.getByRole("listitem").filter({ hasText: "Ready-mix concrete C30/37" }).first();
    await concrete.getByRole("button", { name: /^What if/ }).click();
    await concrete.getByRole("button", { name: /^Replace / }).click();
    await page.getByRole("combobox", { name: "Search materials" }).fill("CLT");
    await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(concrete.getByText("Changed")).toBeVisible();
    const totals = page.locator("section").filter({ hasText: "With your changes" });
    await expect(totals.getByText(/more\)|less\)/).first()).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);

    // What cannot be done says why, and the totals are the estimate's again.
    await concrete
      .getByLabel(/^Unit rate/)
      .first()
      .fill("twelve");
    await expect(concrete.getByText("Write a number such as 12.5.")).toBeVisible();
    await concrete
      .getByLabel(/^Unit rate/)
      .first()
      .fill("");
    await totals.getByRole("button", { name: "Save as variant" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Timber slab");
    await page.getByRole("button", { name: "Save variant" }).click();
    await expectToast(page, "“Timber slab” is saved");
    await totals.getByRole("button", { name: "Reset" }).click();
    await expect(totals.getByText("Nothing is changed yet.")).toBeVisible();
    await page
      .getByRole("textbox", { name: /^Labour/ })
      .first()
      .fill("60");
    await expect(totals.getByText("1 change")).toBeVisible();
    await totals.getByRole("button", { name: "Save as variant" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Dearer labour");
    await page.getByRole("button", { name: "Save variant" }).click();
    await expectToast(page, "“Dearer labour” is saved");
  });

  await test.step("variants", async () => {
    await page.goto(`${path}?tab=variants`);
    await expect(page.getByRole("checkbox", { name: "Timber slab" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: /^Compare/ }).click();
    const table = page.getByRole("table", { name: /^Variants of/ });
    await expect(table.getByRole("columnheader")).toHaveText([
      "The estimate",
      "Timber slab",
      "Dearer labour",
    ]);
    await expect(table.getByRole("row", { name: /^What is changed/ })).toContainText(
      "Ready-mix concrete C30/37 →",
    );
    await expectAccessible(page);
    await expectFitsPhone(page);

    await page.goto(`${path}?tab=variants`);
    await page.getByRole("button", { name: /^Delete.*Dearer labour/ }).click();
    await expect(page.getByRole("checkbox", { name: "Dearer labour" })).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("checkbox", { name: "Dearer labour" })).toBeVisible();

    await call(page, `/api/cost-estimates/${id}/reprice`, { location: "London" });
    await page.reload();
    await expect(page.getByText("Out of date")).toHaveCount(2);
    await page.getByRole("button", { name: /^Calculate again.*Timber slab/ }).click();
    await expectToast(page, "“Timber slab” is calculated again");
    await expect(page.getByText("Out of date")).toHaveCount(1);
  });

  await test.step("discussion", async () => {
    await page.goto(`${path}?tab=discussion`);
    await page.getByLabel("Comment", { exact: true }).fill("Is the stair in this?");
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    const comment = page.getByRole("listitem").filter({ hasText: "Is the stair in this?" });
    await expect(comment).toContainText("Ada Admin");
    await comment.getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Edit", { exact: true }).fill("Is the stair in this?\nIt is not.");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(comment.getByText("edited")).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await comment.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await expect(comment).toHaveCount(0);
  });

  await test.step("review", async () => {
    await page.goto(path);
    await page.getByRole("button", { name: "Ask for review" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Ask for review" }).click();
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByRole("dialog").getByLabel("Professional title").fill("Chartered quantity surveyor");
    await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await expectToast(page, "The estimate is approved");
    await expect(page.getByText("Approved", { exact: true })).toBeVisible();
    await call(page, `/api/cost-estimates/${id}/reprice`, { location: null });
    await page.goto(`${path}?tab=discussion`);
    await expect(page.getByText("Calculated again, so the approval no longer holds")).toBeVisible();
  });

  await test.step("share", async () => {
    await page.goto(path);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^Note/).fill("The client");
    await dialog.getByRole("button", { name: "Create link" }).click();
    const address = (await dialog.locator("code").first().textContent()) ?? "";
    expect(address).toMatch(/\/shared\/[\w-]{43}$/);

    const stranger = await browser.newContext();
    const guest = await stranger.newPage();
    const answer = await guest.goto(address);
    expect(answer?.status()).toBe(200);
    expect(answer?.headers()["x-robots-tag"]).toContain("noindex");
    expect(answer?.headers()["referrer-policy"]).toBe("no-referrer");
    await expect(guest.getByRole("table", { name: "By material" })).toContainText(
      "Ready-mix concrete C30/37",
    );
    await expect(guest.getByText("The client")).toHaveCount(0);
    await expect(guest.getByText("Ada Admin")).toHaveCount(0);
    await expect(guest.getByRole("link")).toHaveCount(0);
    await expectAccessible(guest);
    await expectFitsPhone(guest);

    await page.reload();
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await expect(dialog.getByText(/^Opened once/)).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: /^Revoke/ }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
    await expect(dialog.getByText("Revoked")).toBeVisible();
    expect((await guest.goto(address))?.status()).toBe(404);
    await expect(guest.getByRole("heading", { name: "This link leads nowhere" })).toBeAttached();
    expect((await guest.goto(`${origin}/shared/${"A".repeat(43)}`))?.status()).toBe(404);
    await stranger.close();
  });
});
