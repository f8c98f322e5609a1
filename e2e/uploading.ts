import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, type Page, type Route } from "@playwright/test";

/** The server's parts are as large as that, bytes. */
export const PART = 16 * 2 ** 20;

/** A drawing that is taken for one by its first bytes, and is like no other. It is stored and not measured. */
export const drawing = (bytes: number, mark = "drawing") =>
  Buffer.concat([
    Buffer.from(
      `999\n${mark} ${randomBytes(8).toString("hex")}\n0\nSECTION\n2\nENTITIES\n0\nENDSEC\n0\nEOF\n`,
    ),
    Buffer.alloc(bytes, 10),
  ]).subarray(0, bytes);

/** A file as Playwright hands it to a field. */
export const payload = (name: string, buffer: Buffer) => ({ name, mimeType: "", buffer });

export const uploadsOf = (page: Page) => page.getByRole("region", { name: "Uploads", exact: true });

/** Of each file the parts from the `from`-th on are held on their way to storage until they are released. Those that were sent are named. */
export async function holdParts(page: Page, from = 1) {
  const held: Route[] = [];
  const sent: number[] = [];
  let isOpen = false;
  await page.route(
    (url) => url.searchParams.has("partNumber"),
    (route) => {
      const number = Number(new URL(route.request().url()).searchParams.get("partNumber"));
      if (!isOpen && number >= from) return void held.push(route);
      sent.push(number);
      return route.continue();
    },
  );
  return {
    held,
    sent,
    release: async () => {
      isOpen = true;
      // Those that a pause, a reload or a lost connection cut off are gone.
      await Promise.all(held.splice(0).map((route) => route.continue().catch(() => undefined)));
    },
  };
}

/** Drags files or folders from the desktop over the middle of the page, as the browser sees it. */
export async function dragFiles(page: Page, files: string[]) {
  const cdp = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 };
  const data = { items: [], files, dragOperationsMask: 1 };
  const send = (type: "dragEnter" | "dragOver" | "drop") =>
    cdp.send("Input.dispatchDragEvent", { type, x: width / 2, y: height / 2, data });
  await send("dragEnter");
  const over = setInterval(() => void send("dragOver").catch(() => undefined), 300);
  return {
    /** They stay over the page until here, as a browser tells it. */
    stop: () => clearInterval(over),
    drop: () => {
      clearInterval(over);
      return send("drop");
    },
  };
}

export const api = <T>(page: Page, address: string): Promise<T> =>
  page.evaluate(async (to) => (await fetch(to)).json(), address);

/** Id of the file whose page is open. */
const openFileId = (page: Page) => new URL(page.url()).pathname.split("/").at(-1) ?? "";

/**
 * The open file is processed, in the database and on its page. What the page says alone is not enough: it may show the run
 * before for a moment after a mapping is confirmed, and an estimate that is calculated again cannot be approved.
 */
export async function completed(page: Page): Promise<void> {
  await expect
    .poll(async () => (await api<{ status: string }>(page, `/api/files/${openFileId(page)}`)).status, {
      timeout: 120_000,
    })
    .toBe("completed");
  await expect(page.getByText("Completed").first()).toBeVisible();
}

/** Of `GET /api/files/{id}/analysis` what the specs of formats read. */
interface Analysis {
  estimate_id: string;
  cost: { likely: string };
  carbon: { a1_a3_kg: number };
  elements: { by_class: Record<string, object> };
  warnings: string[];
}

/** What the open file's last run found. */
export const analysisOf = (page: Page) => api<Analysis>(page, `/api/files/${openFileId(page)}/analysis`);

/** Nothing of the organisation is left of an upload: no row, no reservation, nothing in the store. */
export async function expectNoOrphan(page: Page, fileId: string, freeBefore: number) {
  await expect.poll(async () => (await api<{ total: number }>(page, "/api/files")).total).toBe(0);
  await expect
    .poll(async () => (await api<{ storage_free: number }>(page, "/api/tenant")).storage_free)
    .toBe(freeBefore);
  await expect.poll(() => inStore(fileId), { timeout: 30_000 }).toEqual([]);
}

/** What the object store of the tested installation has of a file: objects by their path, uploads under way by their record. */
export async function inStore(fileId: string): Promise<string[]> {
  const root = path.join(os.tmpdir(), `cai-e2e-${process.env.E2E_RUN}`, "objects");
  const names = await readdir(root, { recursive: true });
  expect(names.length, `${root} is the store`).toBeGreaterThan(0);
  const found = await Promise.all(
    names.map(async (name) => {
      if (name.includes(fileId)) return name;
      if (!name.endsWith("upload.json")) return null;
      const record = await readFile(path.join(root, name), "utf8").catch(() => "");
      return record.includes(fileId) ? name : null;
    }),
  );
  return found.filter((name) => name !== null);
}
