import { readFile } from "node:fs/promises";
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
const PLAN = "plan.dxf";
/** Restored together. */
const TOGETHER = ["north.dxf", "south.dxf"];
/** The disk form of the store takes ten seconds to restore; jobs wait for a slow machine. */
const RESTORED = { timeout: 60_000 };

test("files are archived by hand, found as before, restored on terms that are shown, and kept hot for good", async ({
  page,
  baseURL,
}) => {
  test.slow();
  const slug = uniqueSlug("keeper");
  await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  const model = path.basename(SAMPLE);
  await page.goto(`${origin}/files`);
  const bytes = await readFile(SAMPLE);
  await page.getByLabel("Choose files to upload").setInputFiles([
    { name: model, mimeType: "application/octet-stream", buffer: bytes },
    ...[PLAN, ...TOGETHER].map((name) => ({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from(`999\n${name}\n0\nSECTION\n2\nENTITIES\n0\nENDSEC\n0\nEOF\n`),
    })),
  ]);
  const files = page.getByRole("table", { name: "Files", exact: true });
  const row = (name: string) => files.getByRole("row").filter({ hasText: name });
  await expect(row(model)).toContainText("Completed", { timeout: 60_000 });
  // Its run ends as well before it can be moved.
  for (const name of [PLAN, ...TOGETHER])
    await expect(row(name)).toContainText("Completed", { timeout: 60_000 });
  await expect(row(PLAN)).toContainText("Hot");

  await page.getByLabel("Choose all").check();
  await page.getByRole("button", { name: "Archive now" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Archive 4 files");
  await dialog.getByLabel("Stored as").selectOption("GLACIER");
  await dialog.getByRole("button", { name: "Archive now" }).click();
  await expect(dialog).toBeHidden(RESTORED);
  await page.getByLabel("Storage").selectOption("Archived");
  await expect(page).toHaveURL(/storage=archived/);
  await expect(row(model)).toContainText("Archived");
  await expect(row(PLAN)).toContainText("Archived");
  await page.getByLabel("Storage").selectOption("Hot");
  await expect(page.getByText("No file matches")).toBeVisible();
  await page.getByLabel("Storage").selectOption("Archived");
  await expectFitsPhone(page);
  await together(page);

  await row(model).getByRole("link", { name: model }).click();
  await expect(page.getByText("In the archive; results and preview stay here")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Cost", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Download" })).toHaveCount(0);
  const fileId = path.basename(new URL(page.url()).pathname);
  const refused = await page.evaluate(
    async (id) => (await fetch(`/api/files/${id}/download`)).json(),
    fileId,
  );
  expect(refused).toMatchObject({ status: 409, code: "file_archived" });
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByRole("button", { name: "Restore for some days" }).click();
  await expect(dialog.getByLabel(/^Standard/)).toBeChecked();
  await expect(dialog.getByText(/Ready within \d+ seconds/).first()).toBeVisible();
  await expect(dialog.getByText("No charge").first()).toBeVisible();
  await dialog.getByLabel(/^Expedited/).check();
  await dialog.getByLabel("For how many days").fill("3");
  await expectAccessible(page);
  await expectFitsPhone(page);
  await dialog.getByRole("button", { name: /^Restore/ }).click();
  await expectToast(page, `${model} is being restored`);
  await expect(page.getByText("Restored: it can be downloaded")).toBeVisible(RESTORED);
  await expect(page.getByText(/(2 days \d+ h|3 days) left/)).toBeVisible();
  const link = page.getByRole("link", { name: "Download" });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(bytes.equals(await readFile(await download.path()))).toBe(true);

  await page.getByRole("button", { name: "Restore permanently" }).click();
  await expect(dialog.getByLabel(/^Permanently/)).toBeChecked();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Hot storage: can be downloaded at once")).toBeVisible(RESTORED);
  // It is to stay there.
  await expect(page.getByLabel("Keep in hot storage")).toBeChecked();

  await page.getByLabel("Legal hold").click();
  await expectToast(page, "Legal hold is on");
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete file" }).click();
  await expect(page.getByRole("alertdialog").getByRole("alert")).toContainText("legal hold");
  await page.getByRole("button", { name: "Cancel" }).click();

  await told(page, model);
  await settings(page, origin, model);
});

/** What was restored stands under the bell, in one line what was asked for together; read, it is off the count. */
async function told(page: Page, model: string): Promise<void> {
  const notices = page.getByRole("dialog", { name: "Notifications" });
  // Jobs write them a moment later, and the page asks every half minute.
  await expect(async () => {
    await page.reload();
    await page.getByRole("button", { name: /^Notifications, \d+ unread$/ }).click();
    for (const title of [
      `${model} is restored`,
      `${model} is back in hot storage`,
      "2 of 2 files are restored",
    ])
      await expect(notices.getByRole("link").filter({ hasText: title })).toHaveCount(1, { timeout: 3000 });
  }).toPass(RESTORED);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await notices.getByRole("button", { name: "Mark all read" }).click();
  await expect(notices.getByText("Unread: ")).toHaveCount(0);
  // The toast that offers to undo it is not in its way.
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Notifications", exact: true })).toBeFocused();
}

/** From the list of what is archived: two files are one restore, which is followed to its end. */
async function together(page: Page): Promise<void> {
  for (const name of TOGETHER) await page.getByRole("checkbox", { name: `Choose ${name}` }).check();
  await page.getByRole("button", { name: "Restore", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Restore 2 files" });
  await expect(dialog.getByRole("radio", { name: /^Standard/ })).toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole("spinbutton", { name: "For how many days" }).fill("5");
  await dialog.getByRole("button", { name: "Restore", exact: true }).click();
  const progress = dialog.getByRole("status").filter({ hasText: "of 2 files restored" });
  await expect(progress).toContainText("2 of 2 files restored", RESTORED);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(dialog).toBeHidden();
  // They have left the list of what is archived.
  const files = page.getByRole("table", { name: "Files", exact: true });
  await expect(files.getByRole("row").filter({ hasText: TOGETHER[0] })).toHaveCount(0);
  await page.getByRole("combobox", { name: "Storage" }).selectOption("Restored");
  for (const name of TOGETHER)
    await expect(files.getByRole("row").filter({ hasText: name })).toContainText(
      /Restored.*(4 days \d+ h|5 days) left/,
    );
  await page.getByRole("combobox", { name: "Storage" }).selectOption("Archived");
}

/** The other files are in the archive, this one hot and on hold. */
async function settings(page: Page, origin: string, model: string): Promise<void> {
  await page.goto(`${origin}/settings/archive`);
  await expect(page.getByText("3 files; 10 GiB included").first()).toBeVisible();
  await expect(page.getByText("Hot storage and archive at the day's end").first()).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByRole("tab", { name: "Rules" }).click();
  const completed = page.getByRole("group", { name: "Completed files" });
  await completed.getByLabel("After days").fill("400");
  await page.getByRole("button", { name: "Save rules" }).click();
  await expectToast(page, "The rules are saved");
  await page.reload();
  await expect(completed.getByLabel("After days")).toHaveValue("400");
  // What is on hold is old enough then and stays.
  await page.getByLabel("As if it were").fill(inDays(500));
  await page.getByRole("button", { name: "Dry run" }).click();
  await expect(page.getByText("Old enough, but left where they are: 1 file on legal hold.")).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${origin}/files`);
  await page.getByRole("link", { name: model }).click();
  await page.getByLabel("Legal hold").click();
  await expectToast(page, "Legal hold is lifted");
  await page.getByLabel("Keep in hot storage").click();
  await expectToast(page, "The rules hold again");
  await page.goto(`${origin}/settings/archive?tab=rules`);
  await completed.getByRole("button", { name: /^Reset to default/ }).click();
  await expect(completed.getByLabel("After days")).toHaveValue("365");
  // Not saved: the dry run goes by what is typed.
  await page.getByLabel("As if it were").fill(inDays(370));
  await page.getByRole("button", { name: "Dry run" }).click();
  await expect(page.getByRole("table", { name: "Files that would move" })).toContainText(model);
  await expectFitsPhone(page);

  await page.getByRole("tab", { name: "Restores" }).click();
  await expect(page.getByRole("table", { name: "Restores" })).toContainText("Hot again");
  await page.getByRole("tab", { name: "Runs" }).click();
  const run = page.getByRole("table", { name: "Runs of archival" }).getByRole("row").nth(1);
  await expect(run).toContainText("By hand");
  await expect(run).toContainText("Completed");
  await run.getByRole("link").click();
  await expect(page.getByRole("table", { name: "Counts by class" })).toContainText("Completed files");
  await expect(page.getByText("Nothing was left behind")).toBeVisible();
  await expectFitsPhone(page);
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
