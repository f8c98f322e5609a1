import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { approve, call, makeEstimate } from "./estimating.ts";
import {
  at,
  expect,
  expectAccessible,
  expectFitsPhone,
  expectToast,
  root,
  signUp,
  test,
  uniqueSlug,
} from "./fixtures.ts";

test("approves with a signature, issues revisions, and has their documents verified by anybody", async ({
  page,
  baseURL,
  browser,
}) => {
  test.setTimeout(240_000);
  const slug = uniqueSlug("approval");
  await signUp(page, baseURL, slug);
  const id = await makeEstimate(page);
  const path = `${at(baseURL, slug)}/estimates/${id}`;
  const revisions = `${path}?tab=revisions`;

  await test.step("nothing is issued of a draft", async () => {
    await page.goto(revisions);
    await expect(page.getByText("Nothing is issued yet")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("approve with a signature", () => approve(page));
  await page.goto(revisions);
  await expect(page.getByText("Ada Admin, Chartered quantity surveyor")).toBeVisible();
  await expect(page.getByText(/^[0-9a-f]{64}$/).first()).toBeVisible();
  await issue(page, "A", "For tender");
  await expectAccessible(page);
  await expectFitsPhone(page);

  const pdf = await fileOf(page, "A", "PDF");
  const xlsx = await fileOf(page, "A", "XLSX");
  expect(pdf.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(xlsx.bytes.subarray(0, 2).toString()).toBe("PK");
  expect((await fileOf(page, "A", "PDF")).bytes.equals(pdf.bytes)).toBe(true);

  const stranger = await browser.newContext();
  const guest = await stranger.newPage();
  const sent: string[] = [];
  guest.on("request", (request) => {
    if (request.method() !== "GET") sent.push(request.url());
  });
  const verifyPage = `${root(baseURL)}/verify`;
  const verify = async (name: string, buffer: Buffer) =>
    guest.getByLabel("Document", { exact: true }).last().setInputFiles({
      name,
      mimeType: "application/octet-stream",
      buffer,
    });

  await test.step("anybody verifies the files, which stay where they are", async () => {
    await guest.goto(verifyPage);
    await expectAccessible(guest);
    await verify(pdf.name, pdf.bytes);
    await expect(guest.getByText("Issued, and current: revision A")).toBeVisible();
    await expect(guest.getByText(`Office ${slug}`)).toBeVisible();
    await expect(guest.getByText("Ada Admin, Chartered quantity surveyor")).toBeVisible();
    await expect(guest.getByText(pdf.name)).toBeVisible();
    await expectAccessible(guest);
    await expectFitsPhone(guest);
    await verify(xlsx.name, xlsx.bytes);
    await expect(guest.getByText("Workbook (XLSX)")).toBeVisible();
    const changed = Buffer.concat([pdf.bytes, Buffer.from("\n")]);
    await verify("changed.pdf", changed);
    await expect(guest.getByText("No document with this hash was issued")).toBeVisible();
    await expect(guest.getByText(sha256Of(changed))).toBeVisible();
    await expectAccessible(guest);
    await guest.getByLabel("Or type the SHA-256").fill(sha256Of(xlsx.bytes));
    await guest.getByRole("button", { name: "Verify" }).click();
    await expect(guest.getByText("Issued, and current: revision A")).toBeVisible();
    expect(sent.filter((address) => !address.endsWith("/api/web-vitals"))).toEqual([]);
  });

  await test.step("the printed address says what it is of", async () => {
    await page.getByText("Signature and hashes").click();
    const address = await page.getByText(/\/verify\/[0-9a-f]{64}$/).textContent();
    const answer = await guest.goto(address ?? "");
    expect(answer?.status()).toBe(200);
    await expect(guest.getByText("This is the hash that is printed in the documents")).toBeVisible();
    expect((await guest.goto(`${verifyPage}/${"a".repeat(63)}`))?.status()).toBe(404);
  });

  await test.step("back to draft, changed, approved again and issued as B", async () => {
    await page.goto(path);
    await page.getByRole("button", { name: "Back to draft" }).click();
    await page.getByRole("dialog").getByLabel("Reason").fill("Labour is dearer");
    await page.getByRole("dialog").getByRole("button", { name: "Back to draft" }).click();
    await expectToast(page, "The estimate is a draft again");
    await call(page, `/api/cost-estimates/${id}/reprice`, { labor_rate: "60" });
    await page.goto(path);
    await approve(page);
    await page.goto(revisions);
    await issue(page, "B", "For construction");
    const items = page.getByRole("list", { name: "Issued revisions" }).getByRole("heading");
    await expect(items).toHaveText([/Revision B\s*Current/, /Revision A\s*Superseded/]);
    await expect(page.getByText(/^Against revision A:/)).toContainText(/likely cost \+.*3 changed\./);
    expect((await fileOf(page, "A", "PDF")).bytes.equals(pdf.bytes)).toBe(true);
    await guest.goto(verifyPage);
    await verify(pdf.name, pdf.bytes);
    await expect(guest.getByText("Issued, and superseded: revision A")).toBeVisible();
  });

  await test.step("withdrawn, and whoever verifies it is told", async () => {
    const b = await fileOf(page, "B", "XLSX");
    await page.getByRole("button", { name: "Withdraw Revision B" }).click();
    await page.getByRole("dialog").getByLabel("Reason").fill("Sent to the wrong client");
    await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
    await expectToast(page, "Revision B is withdrawn");
    await expect(page.getByText(/Sent to the wrong client/)).toBeVisible();
    await expectAccessible(page);
    await verify(b.name, b.bytes);
    await expect(guest.getByText("Withdrawn: revision B")).toBeVisible();
    await expect(guest.getByText("Sent to the wrong client")).toHaveCount(0);
    await expectAccessible(guest);
  });
  await stranger.close();
});

async function issue(page: Page, revision: string, purpose: string): Promise<void> {
  await page.getByRole("button", { name: `Issue revision ${revision}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Purpose").fill(purpose);
  await dialog.getByRole("button", { name: `Issue revision ${revision}` }).click();
  await expectToast(page, `Revision ${revision} is issued`);
}

async function fileOf(
  page: Page,
  revision: string,
  format: "PDF" | "XLSX",
): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: new RegExp(`^${format}, .*Revision ${revision}$`) }).click();
  const download: Download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
