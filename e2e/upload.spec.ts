import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import {
  at,
  expect,
  expectAccessible,
  expectFitsPhone,
  PASSWORD,
  signIn,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";
import {
  api,
  dragFiles,
  drawing,
  expectNoOrphan,
  holdParts,
  inStore,
  PART,
  payload,
  uploadsOf,
} from "./uploading.ts";

const SAMPLE = path.join("public", "samples", "sample-building.ifc");

let directory: string;
test.beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "cai-upload-"));
});
test.afterEach(() => rm(directory, { recursive: true, force: true }));

/** A folder of three drawings, two of them deeper, and what nobody uploads. */
async function folder(): Promise<string> {
  const school = path.join(directory, "school");
  await mkdir(path.join(school, "old", "older"), { recursive: true });
  await writeFile(path.join(school, "plan.dxf"), drawing(2000));
  await writeFile(path.join(school, "old", "plan.dxf"), drawing(2000));
  await writeFile(path.join(school, "old", "older", "site.dxf"), drawing(2000));
  await writeFile(path.join(school, "notes.docx"), "x");
  await writeFile(path.join(school, "old", "photo.jpeg"), "x");
  await writeFile(path.join(school, ".hidden"), "x");
  return school;
}

test("a folder is let go anywhere, and its files go on over every page", async ({ page, baseURL }) => {
  const slug = uniqueSlug("drop");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/estimates`);
  await expect(page.getByText("No estimates yet")).toBeVisible();
  const parts = await holdParts(page);
  const school = await folder();
  // They are taken elsewhere, which the page is not told.
  const away = await dragFiles(page, [school]);
  await expect(page.getByText("Let go to upload")).toBeVisible();
  await expectAccessible(page);
  away.stop();
  await expect(page.getByText("Let go to upload")).toHaveCount(0);
  const drag = await dragFiles(page, [school]);
  await drag.drop();

  const uploads = uploadsOf(page);
  await expect(uploads.getByText("0 of 3 uploaded")).toBeVisible();
  await expect(uploads.getByText("2 other files of the folder were left out: .docx, .jpeg")).toBeVisible();
  await expect.poll(() => parts.held.length).toBe(2);
  await expectAccessible(page);
  await uploads.getByRole("button", { name: "Dismiss" }).click();

  // A page further on the queue is the same, and goes on.
  await page.getByRole("link", { name: "Projects" }).first().click();
  await page.waitForURL("**/projects");
  await expect(uploads.getByText("Uploading")).toHaveCount(2);
  await expectFitsPhone(page);
  await parts.release();
  await expect(uploads.getByText("3 of 3 uploaded")).toBeVisible();
  await page.getByRole("link", { name: "Files", exact: true }).first().click();
  const table = page.getByRole("table", { name: "Files" });
  await expect(table.getByRole("link", { name: "plan.dxf" })).toHaveCount(2);
  await expect(table.getByRole("link", { name: "site.dxf" })).toHaveCount(1);
  // What is finished makes room by itself, and can be closed.
  await page.mouse.move(10, 10);
  await expect(uploads.getByRole("button", { name: "Show the uploads" })).toBeVisible({ timeout: 20_000 });
  await uploads.getByRole("button", { name: "Close the uploads" }).click();
  await expect(uploads).toHaveCount(0);
});

test("a folder is chosen; one without anything to upload says so", async ({ page, baseURL }) => {
  const slug = uniqueSlug("folder");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/files`);
  await page.getByRole("checkbox", { name: /Quick look/ }).check();
  const field = page.getByLabel("Choose a folder to upload");
  await field.setInputFiles(await folder());
  const uploads = uploadsOf(page);
  await expect(uploads.getByText("3 of 3 uploaded")).toBeVisible();
  const { items } = await api<{ items: { temporary: boolean }[] }>(page, "/api/files");
  expect(items.map(({ temporary }) => temporary)).toEqual([true, true, true]);
  await uploads.getByRole("button", { name: "Dismiss" }).click();

  const empty = path.join(directory, "papers");
  await mkdir(empty);
  await writeFile(path.join(empty, "notes.docx"), "x");
  await field.setInputFiles(empty);
  await expect(uploads.getByText("1 other file of the folder was left out: .docx")).toBeVisible();
  await expect(uploads.getByText(/Nothing in it can be uploaded here/)).toBeVisible();
});

test("what cannot be uploaded is refused before a byte is sent, with what to do", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("refused");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/files`);
  const status = await page.evaluate(async () => {
    const { revision } = await (await fetch("/api/settings")).json();
    const headers = { "content-type": "application/json", "if-match": `"${revision}"` };
    const body = JSON.stringify({ max_file_size: 2 ** 20 });
    return (await fetch("/api/settings", { method: "PATCH", headers, body })).status;
  });
  expect(status).toBe(200);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  await page
    .getByLabel("Choose files to upload")
    .setInputFiles([
      payload("notes.docx", Buffer.from("x")),
      payload("empty.ifc", Buffer.alloc(0)),
      payload("large.dxf", drawing(2 ** 21)),
    ]);
  const uploads = uploadsOf(page);
  await expect(uploads.getByRole("alert")).toContainText("3 files were not taken");
  await expect(uploads).toContainText("notes.docx: .docx files are not accepted here. Accepted: .ifc");
  await expect(uploads).toContainText("empty.ifc: The file is empty.");
  await expect(uploads).toContainText("large.dxf: The file has 2 MiB; the largest accepted here is 1 MiB.");
  await expectAccessible(page);
  await expectFitsPhone(page);
  expect(asked.filter((one) => one.includes("/api/files"))).toEqual([]);
});

test("without a connection it waits, says so, and goes on with the parts that are missing", async ({
  page,
  context,
  baseURL,
}) => {
  const slug = uniqueSlug("offline");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/files`);
  const parts = await holdParts(page, 2);
  await page
    .getByLabel("Choose files to upload")
    .setInputFiles(payload("plan.dxf", drawing(2 * PART + 1000)));
  const uploads = uploadsOf(page);
  await expect.poll(() => [parts.sent, parts.held.length]).toEqual([[1], 2]);
  // The first part has arrived: its answer came.
  await expect(uploads.getByText(/^16 MiB of 32 MiB/).first()).toBeVisible();
  await context.setOffline(true);
  await expect(uploads.getByText("Waiting", { exact: true })).toBeVisible();
  await expect(uploads.getByText(/The uploads go on by themselves/)).toBeVisible();
  await expectAccessible(page);
  await parts.release();
  parts.sent.length = 0;
  await context.setOffline(false);
  await expect(uploads.getByText("1 of 1 uploaded")).toBeVisible({ timeout: 60_000 });
  expect(parts.sent.toSorted()).toEqual([2, 3]);
});

test("a reload warns only while something is sent, and what was interrupted goes on by itself", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("reload");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/files`);
  const warnings: string[] = [];
  page.on("dialog", (dialog) => {
    warnings.push(dialog.type());
    void dialog.accept();
  });
  const uploads = uploadsOf(page);
  const parts = await holdParts(page, 2);
  await page.getByLabel("Choose files to upload").setInputFiles(payload("plan.dxf", drawing(2 * PART)));
  await expect(uploads.getByText(/^16 MiB of 32 MiB/).first()).toBeVisible();
  // The browser warns those who have touched the page.
  await page.getByRole("heading", { name: "Files", exact: true }).click();
  await uploads.getByRole("button", { name: "Pause plan.dxf" }).click();
  await expect(uploads.getByText("Paused")).toBeVisible();
  await page.reload();
  expect(warnings).toEqual([]);
  await expect(uploads.getByText("Paused")).toBeVisible();
  await uploads.getByRole("button", { name: "Resume plan.dxf" }).click();
  await expect.poll(() => parts.held.length).toBeGreaterThan(1);
  await page.reload();
  expect(warnings).toEqual(["beforeunload"]);
  await parts.release();
  await expect(uploads.getByText("1 of 1 uploaded")).toBeVisible({ timeout: 30_000 });
  expect((await api<{ total: number }>(page, "/api/files")).total).toBe(1);
  await page.reload();
  expect(warnings).toEqual(["beforeunload"]);
  await expect(
    page.getByRole("table", { name: "Files" }).getByRole("link", { name: "plan.dxf" }),
  ).toHaveCount(1);
  await expect(uploads).toHaveCount(0);
});

test("where the browser keeps no copy the file is asked for, and no other is taken", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("again");
  // A browser without room: it keeps what an upload is, and not its bytes.
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
      if (this.name === "copies") throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, given);
    };
  });
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/files`);
  page.on("dialog", (dialog) => void dialog.accept());
  const uploads = uploadsOf(page);
  const parts = await holdParts(page, 2);
  const right = drawing(PART + 2000);
  await page.getByLabel("Choose files to upload").setInputFiles(payload("plan.dxf", right));
  await expect(uploads.getByText(/^16 MiB of 16 MiB/).first()).toBeVisible();
  await page.reload();
  await expect(uploads.getByText("Interrupted")).toBeVisible();
  await expect(uploads.getByText("1 file needs you")).toBeVisible();
  await expectAccessible(page);
  await parts.release();
  parts.sent.length = 0;

  const choose = async (buffer: Buffer) => {
    const chooser = page.waitForEvent("filechooser");
    await uploads.getByRole("button", { name: "Choose plan.dxf again" }).click();
    await (await chooser).setFiles(payload("plan.dxf", buffer));
  };
  await choose(drawing(2000));
  await expect(uploads.getByText(/This is another file/)).toBeVisible();
  await choose(drawing(PART + 2000));
  await expect(uploads.getByText(/This is another file/)).toBeVisible();
  expect(parts.sent).toEqual([]);
  await choose(right);
  await expect(uploads.getByText("1 of 1 uploaded")).toBeVisible({ timeout: 30_000 });
  expect(parts.sent).toEqual([2]);
});

test("a file that is here already is told before it is sent again", async ({ page, baseURL }) => {
  const slug = uniqueSlug("twin");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/files`);
  const field = page.getByLabel("Choose files to upload");
  const uploads = uploadsOf(page);
  await field.setInputFiles(SAMPLE);
  await expect(uploads.getByText("1 of 1 uploaded")).toBeVisible();
  const bytes = drawing(3000);
  const parts = await holdParts(page);
  await field.setInputFiles([payload("a.dxf", bytes), payload("copy-of-a.dxf", bytes)]);
  await expect(uploads.getByText("The same file is in this list already: a.dxf.")).toBeVisible();
  await uploads.getByRole("button", { name: "Remove copy-of-a.dxf from the list" }).click();
  await parts.release();
  await expect(uploads.getByText("2 of 2 uploaded")).toBeVisible();

  await page.getByLabel("Choose files to upload").setInputFiles({
    name: "renamed.ifc",
    mimeType: "",
    buffer: await import("node:fs/promises").then(({ readFile }) => readFile(SAMPLE)),
  });
  await expect(
    uploads.getByText(/^The same file is already here: sample-building\.ifc, uploaded/),
  ).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await uploads.getByRole("link", { name: "Open it" }).click();
  await expect(page.getByRole("heading", { name: "sample-building.ifc" })).toBeVisible();
  await uploads.getByRole("button", { name: "Upload anyway" }).click();
  await expect(uploads.getByText("3 of 3 uploaded")).toBeVisible();
  expect((await api<{ total: number }>(page, "/api/files")).total).toBe(3);
});

test("a cancelled upload leaves no row, no reservation and nothing in the store", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("cancel");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/files`);
  const { storage_free: before } = await api<{ storage_free: number }>(page, "/api/tenant");
  const uploads = uploadsOf(page);
  const parts = await holdParts(page, 2);
  await page.getByLabel("Choose files to upload").setInputFiles(payload("plan.dxf", drawing(3 * PART)));
  await expect(uploads.getByText(/^16 MiB of 48 MiB/).first()).toBeVisible();
  const { items } = await api<{ items: { file_id: string }[] }>(page, "/api/files");
  const fileId = items[0]?.file_id ?? "";
  expect((await api<{ storage_free: number }>(page, "/api/tenant")).storage_free).toBe(before - 3 * PART);
  expect(await inStore(fileId)).not.toEqual([]);
  await uploads.getByRole("button", { name: "Cancel plan.dxf" }).click();
  await expect(uploads).toHaveCount(0);
  await parts.release();
  await expectNoOrphan(page, fileId, before);
  await page.reload();
  await expect(page.getByText("No files yet")).toBeVisible();
  await expect(uploads).toHaveCount(0);
});

test("many at once are paused, resumed and cancelled together", async ({ page, baseURL }) => {
  const slug = uniqueSlug("many");
  await signUp(page, baseURL, slug);
  await page.goto(`${at(baseURL, slug)}/files`);
  const parts = await holdParts(page);
  const files = Array.from({ length: 8 }, (_, index) => payload(`plan-${index}.dxf`, drawing(5000)));
  await page.getByLabel("Choose files to upload").setInputFiles(files);
  const uploads = uploadsOf(page);
  await expect(uploads.getByText("Uploading")).toHaveCount(2);
  await expect(uploads.getByText("Queued")).toHaveCount(6);
  await uploads.getByRole("button", { name: "Pause all" }).click();
  await expect(uploads.getByText("Paused")).toHaveCount(8);
  await uploads.getByRole("button", { name: "Resume all" }).click();
  await expect(uploads.getByText("Uploading")).toHaveCount(2);
  await uploads.getByRole("button", { name: "Cancel all" }).click();
  await page.getByRole("button", { name: "Cancel uploads" }).click();
  await expect(uploads).toHaveCount(0);
  await parts.release();
  await expect.poll(async () => (await api<{ total: number }>(page, "/api/files")).total).toBe(0);
});

test("signing out ends the queues of all tabs; its person goes on with what was left when they are back", async ({
  page,
  context,
  baseURL,
}) => {
  const slug = uniqueSlug("shared");
  const { email } = await signUp(page, baseURL, slug);
  const origin = at(baseURL, slug);
  await page.goto(`${origin}/files`);
  const { held } = await holdParts(page);
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({
      name: "left-behind.dxf",
      mimeType: "application/dxf",
      buffer: drawing(PART + 100),
    });
  await expect.poll(() => held.length).toBeGreaterThan(0);
  const kept = (of: Page) =>
    of.evaluate(async () => {
      const request = <T>(asked: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
      const database = await request(indexedDB.open("construction-ai"));
      const transaction = database.transaction(["queue", "copies"]);
      const rows: { source: unknown }[] = await request(transaction.objectStore("queue").getAll());
      const copies = await request(transaction.objectStore("copies").count());
      database.close();
      return { copies, sources: rows.filter(({ source }) => source !== null).length };
    });
  await expect.poll(() => kept(page)).toEqual({ copies: 1, sources: 0 });

  const other = await context.newPage();
  await other.goto(`${origin}/dashboard`);
  page.on("dialog", (dialog) => void dialog.accept());
  await other.getByRole("button", { name: /Ada Admin/ }).click();
  await other.getByRole("menuitem", { name: "Sign out", exact: true }).click();
  await other.waitForURL(`${origin}/sign-in`);
  // The tab that was sending has stopped, and wrote nothing more down.
  await expect(page.getByText("left-behind.dxf")).toBeHidden();
  await expect.poll(() => kept(other)).toEqual({ copies: 0, sources: 0 });
  await page.waitForTimeout(1_000);
  expect(await kept(other)).toEqual({ copies: 0, sources: 0 });

  await test.step("its person goes on with it by choosing it again", async () => {
    await signIn(other, origin, email, PASSWORD);
    await expect(uploadsOf(other).getByText("left-behind.dxf")).toBeVisible();
  });
});
