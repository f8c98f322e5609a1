import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { files, tenants, usageEvents } from "#db/schema/index.ts";
import { withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { AppError } from "#lib/errors.ts";
import { forsakenUploads } from "#lib/storage/forsaken-uploads.ts";
import { diskStoreHandler, objectStores } from "#lib/storage/index.ts";
import { type Ctx, joined } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { completeUpload } from "./complete-upload.ts";
import { CreateUpload, createUpload } from "./create-upload.ts";
import { deleteFile } from "./delete-file.ts";
import { downloadFile } from "./download-file.ts";
import { listParts } from "./list-parts.ts";
import { startServer, type TestServer } from "./test-server.ts";
import { uploadForm } from "./upload-form.ts";
import { uploadsUnderWay } from "./uploads-under-way.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer(diskStoreHandler());
});
afterAll(async () => {
  await server.close();
  await closePools();
});

const HEADER = "ISO-10303-21;\nHEADER;\n";
/** Bytes of the wanted length that sniff as IFC. */
const model = (bytes: number) => Buffer.concat([Buffer.from(HEADER), randomBytes(bytes)]).subarray(0, bytes);
const sha256 = (data: Buffer) => createHash("sha256").update(data).digest("hex");

async function newCtx(options: { storageQuota?: number } = {}): Promise<Ctx> {
  return systemCtx((await makeTenant(options)).id);
}
const start = (ctx: Ctx, input: { filename: string; size: number; sha256?: string }) =>
  createUpload(ctx, CreateUpload.parse(input));

async function send(url: string, body: Buffer): Promise<{ status: number; etag: string }> {
  const response = await fetch(server.url + url, { method: "PUT", body: new Uint8Array(body) });
  return { status: response.status, etag: (response.headers.get("etag") ?? "").replaceAll('"', "") };
}

async function sendAll(upload: Awaited<ReturnType<typeof createUpload>>, data: Buffer) {
  const parts = [];
  for (const { number, url } of upload.parts) {
    const from = (number - 1) * upload.part_size;
    const { status, etag } = await send(url, data.subarray(from, from + upload.part_size));
    expect(status).toBe(200);
    parts.push({ number, etag });
  }
  return parts;
}

/** Rows, bytes and objects of a tenant: what a refused upload must leave as it was. */
async function left(ctx: Ctx) {
  const [balance] = await withTenant(ctx.tenant.id, (tx) =>
    tx
      .select({ used: tenants.storageUsed, reserved: tenants.storageReserved, files: tenants.fileCount })
      .from(tenants),
  );
  const objects: string[] = [];
  for await (const { key } of objectStores().files.list(`files/${ctx.tenant.id}/`)) objects.push(key);
  const uploads: string[] = [];
  for await (const { key } of objectStores().files.listMultiparts(`files/${ctx.tenant.id}/`))
    uploads.push(key);
  return { ...balance, objects: objects.length, uploads: uploads.length };
}
const NOTHING = { used: 0, reserved: 0, files: 0, objects: 0, uploads: 0 };
const code = (error: unknown) => (error instanceof AppError ? error.code : error);

describe("a resumable upload", () => {
  it("goes in parts, out of order, resumed, and is there once with its exact bytes metered", async () => {
    const ctx = await newCtx();
    const data = model(40 * 2 ** 20 + 17);
    const upload = await start(ctx, { filename: "Haus.ifc", size: data.length, sha256: sha256(data) });
    expect(upload.parts.map((p) => p.number)).toEqual([1, 2, 3]);
    expect(await left(ctx)).toMatchObject({ used: 0, reserved: data.length, files: 1 });
    const [first, , third] = upload.parts;
    await send(third?.url ?? "", data.subarray(2 * upload.part_size));
    await send(first?.url ?? "", data.subarray(0, upload.part_size));

    const resumed = await listParts(ctx, upload.file_id);
    expect(resumed.received.map((p) => p.number)).toEqual([1, 3]);
    expect(resumed.parts.map((p) => p.number)).toEqual([2]);
    const second = await send(
      resumed.parts[0]?.url ?? "",
      data.subarray(upload.part_size, 2 * upload.part_size),
    );
    const parts = [...resumed.received, { number: 2, etag: second.etag }]
      .map(({ number, etag }) => ({ number, etag }))
      .sort((a, b) => a.number - b.number);

    // Ten at once: one verifies, the others are told so or given the same answer.
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, () => completeUpload(ctx, upload.file_id, { parts })),
    );
    for (const answer of answers)
      if (answer.status === "rejected") expect(code(answer.reason)).toBe("upload_verifying");
    const file = await completeUpload(ctx, upload.file_id, { parts });
    expect(file).toMatchObject({ status: "uploaded", sha256: sha256(data), size: data.length });
    expect(await left(ctx)).toEqual({ used: data.length, reserved: 0, files: 1, objects: 1, uploads: 0 });
    const usage = await withTenant(ctx.tenant.id, (tx) => tx.select().from(usageEvents));
    expect(usage.map((u) => [u.kind, u.quantity]).sort()).toEqual([
      ["file_uploaded", "1"],
      ["storage_delta", String(data.length)],
    ]);
  });

  it("holds nobody of the organisation up while the store answers", async () => {
    const ctx = await newCtx();
    const store = objectStores().files;
    const begun = Promise.withResolvers<void>();
    const answers = Promise.withResolvers<void>();
    const create = store.createMultipart.bind(store);
    const slow = vi.spyOn(store, "createMultipart").mockImplementation(async (...parts) => {
      begun.resolve();
      await answers.promise;
      return create(...parts);
    });
    // As a request that names itself does: all of it in one transaction.
    const upload = ctx.transaction((tx) =>
      start(joined(ctx, tx), { filename: "slow.ifc", size: 1000, sha256: sha256(model(10)) }),
    );
    await begun.promise;
    slow.mockRestore();
    try {
      const other = await start(ctx, { filename: "other.ifc", size: 500 });
      expect(other.parts).toHaveLength(1);
    } finally {
      answers.resolve();
    }
    expect((await upload).parts).toHaveLength(1);
    expect(await left(ctx)).toMatchObject({ reserved: 1500, files: 2, uploads: 2 });
  });

  it("leaves nothing in the store where the bytes are not there any more to be reserved", async () => {
    const ctx = await newCtx({ storageQuota: 1000 });
    const store = objectStores().files;
    const create = store.createMultipart.bind(store);
    vi.spyOn(store, "createMultipart").mockImplementationOnce(async (...parts) => {
      await withTenant(ctx.tenant.id, (tx) => tx.update(tenants).set({ storageReserved: 600 }));
      return create(...parts);
    });
    await expect(start(ctx, { filename: "a.ifc", size: 500 })).rejects.toMatchObject({
      code: "storage_quota_exceeded",
    });
    expect(await left(ctx)).toEqual({ ...NOTHING, reserved: 600 });
  });

  it("is swept when it has no row, and never while its file waits for the bytes", async () => {
    const ctx = await newCtx();
    const upload = await start(ctx, { filename: "running.ifc", size: 1000 });
    const [row] = await withTenant(ctx.tenant.id, (tx) =>
      tx.select({ key: files.storageKey, uploadId: files.uploadId }).from(files),
    );
    const crashed = `${row?.key}-of-a-crash`;
    const stray = await objectStores().files.createMultipart(crashed, { contentType: "text/plain" });
    // Two days old both; the store's own clock is not to be turned back here.
    const old = new Date(Date.now() - 48 * 3_600_000);
    async function* listed() {
      for await (const one of objectStores().files.listMultiparts(`files/${ctx.tenant.id}/`))
        yield { ...one, initiatedAt: old };
    }
    const day = new Date(Date.now() - 24 * 3_600_000);
    const forsaken = async () => {
      const ids: string[] = [];
      for await (const { uploadId } of forsakenUploads(listed(), day, uploadsUnderWay)) ids.push(uploadId);
      return ids;
    };
    expect(await forsaken()).toEqual([stray]);
    await objectStores().files.abortMultipart(crashed, stray);
    await deleteFile(ctx, upload.file_id);
    expect(await forsaken()).toEqual([]);
  });

  it("is told to whoever resumes it: verifying, complete, or gone", async () => {
    const ctx = await newCtx();
    const data = model(5000);
    const upload = await start(ctx, { filename: "a.ifc", size: data.length });
    const parts = await sendAll(upload, data);
    const verifying = (since: Date | null) =>
      withTenant(ctx.tenant.id, (tx) =>
        tx.update(files).set({ verifyingSince: since }).where(eq(files.id, upload.file_id)),
      );
    await verifying(new Date());
    await expect(listParts(ctx, upload.file_id)).rejects.toMatchObject({ code: "upload_verifying" });
    // Whoever verified it died ten minutes ago.
    await verifying(new Date(Date.now() - 11 * 60_000));
    expect((await listParts(ctx, upload.file_id)).received).toHaveLength(1);
    await completeUpload(ctx, upload.file_id, { parts });
    await expect(listParts(ctx, upload.file_id)).rejects.toMatchObject({ code: "upload_completed" });

    const lost = await start(ctx, { filename: "b.ifc", size: data.length });
    const [row] = await withTenant(ctx.tenant.id, (tx) =>
      tx.select().from(files).where(eq(files.id, lost.file_id)),
    );
    await objectStores().files.abortMultipart(row?.storageKey ?? "", row?.uploadId ?? "");
    await expect(listParts(ctx, lost.file_id)).rejects.toMatchObject({ code: "upload_gone" });
  });

  it.each([
    ["another SHA-256 than declared", { sha256: "0".repeat(64) }, "sha256_mismatch"],
    [
      "content of another format",
      { content: Buffer.from(`%PDF-1.7 ${"x".repeat(2000)}`) },
      "content_mismatch",
    ],
  ])(
    "with %s is refused and leaves nothing",
    async (_what, wrong: { sha256?: string; content?: Buffer }, expected) => {
      const ctx = await newCtx();
      const data = wrong.content ?? model(5000);
      const upload = await start(ctx, {
        filename: "a.ifc",
        size: data.length,
        ...(wrong.sha256 ? { sha256: wrong.sha256 } : {}),
      });
      const parts = await sendAll(upload, data);
      expect(code(await completeUpload(ctx, upload.file_id, { parts }).catch((e) => e))).toBe(expected);
      expect(await left(ctx)).toEqual(NOTHING);
    },
  );

  it("takes no part of another size than declared", async () => {
    const ctx = await newCtx();
    const upload = await start(ctx, { filename: "a.ifc", size: 5000 });
    expect((await send(upload.parts[0]?.url ?? "", model(5001))).status).toBeGreaterThanOrEqual(400);
    expect((await send(upload.parts[0]?.url ?? "", model(4999))).status).toBeGreaterThanOrEqual(400);
    await deleteFile(ctx, upload.file_id);
    expect(await left(ctx)).toEqual(NOTHING);
  });

  it("can be completed after a first try with a part missing", async () => {
    const ctx = await newCtx();
    const data = model(5000);
    const upload = await start(ctx, { filename: "a.ifc", size: data.length });
    const early = await completeUpload(ctx, upload.file_id, { parts: [{ number: 1, etag: "none" }] }).catch(
      (e) => e,
    );
    expect(code(early)).toBe("parts_missing");
    const parts = await sendAll(upload, data);
    expect(await completeUpload(ctx, upload.file_id, { parts })).toMatchObject({ status: "uploaded" });
  });

  it.each([
    [{ filename: "a.exe", size: 10 }, "file_type_not_allowed"],
    [{ filename: "a.ifc", size: 0 }, "file_empty"],
    [{ filename: "a.ifc", size: 6 * 2 ** 30 }, "file_too_large"],
  ])("%j is refused before a byte is sent", async (input, expected) => {
    const ctx = await newCtx();
    expect(code(await start(ctx, input).catch((e) => e))).toBe(expected);
    expect(await left(ctx)).toEqual(NOTHING);
  });

  it("is admitted exactly as often as it fits, in parallel at the quota's edge", async () => {
    const ctx = await newCtx({ storageQuota: 10_000 });
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => start(ctx, { filename: "a.ifc", size: 3000 })),
    );
    const admitted = results.filter((r) => r.status === "fulfilled");
    expect(admitted).toHaveLength(3);
    for (const r of results)
      if (r.status === "rejected") expect(code(r.reason)).toBe("storage_quota_exceeded");
    for (const r of admitted) await deleteFile(ctx, r.value.file_id);
    expect(await left(ctx)).toEqual(NOTHING);
  });
});

describe("a form upload", () => {
  const form = (data: Buffer, filename: string, fields: Record<string, string> = {}) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set("file", new Blob([new Uint8Array(data)]), filename);
    return body;
  };
  /** A request as Node's server gets it: with the length of its body. */
  async function request(body: FormData, cut?: number): Promise<Request> {
    const whole = new Response(body);
    const bytes = Buffer.from(await whole.arrayBuffer());
    return new Request("http://t.localhost/api/files/upload", {
      method: "POST",
      headers: {
        "content-type": whole.headers.get("content-type") ?? "",
        "content-length": String(bytes.length),
      },
      body: new Uint8Array(cut ? bytes.subarray(0, cut) : bytes),
    });
  }

  it("stores the file and starts its processing", async () => {
    const ctx = await newCtx();
    const data = await readFile(path.join("public", "samples", "sample-building.ifc"));
    const { file_id } = await uploadForm(ctx, await request(form(data, "sample.ifc", { temporary: "true" })));
    const [file] = await withTenant(ctx.tenant.id, (tx) =>
      tx.select().from(files).where(eq(files.id, file_id)),
    );
    expect(file).toMatchObject({
      status: "uploaded",
      sha256: sha256(data),
      size: data.length,
      temporary: true,
    });
    expect(await left(ctx)).toEqual({ used: data.length, reserved: 0, files: 1, objects: 1, uploads: 0 });
  });

  it("that ends early leaves nothing", async () => {
    const ctx = await newCtx();
    const broken = await request(form(model(200_000), "a.ifc"), 100_000);
    expect(code(await uploadForm(ctx, broken).catch((e) => e))).toBe("form_invalid");
    expect(await left(ctx)).toEqual(NOTHING);
  });

  it.each([
    [Buffer.from("garbage, not a model"), "a.ifc", "content_mismatch"],
    [Buffer.alloc(0), "a.ifc", "file_empty"],
    [model(100), "a.exe", "file_type_not_allowed"],
  ])("with %j as %s is refused and leaves nothing", async (data, filename, expected) => {
    const ctx = await newCtx();
    expect(code(await uploadForm(ctx, await request(form(data, filename))).catch((e) => e))).toBe(expected);
    expect(await left(ctx)).toEqual(NOTHING);
  });

  it("takes the last byte of the quota, and not one more", async () => {
    const ctx = await newCtx({ storageQuota: 10_000 });
    expect(code(await uploadForm(ctx, await request(form(model(10_001), "a.ifc"))).catch((e) => e))).toBe(
      "storage_quota_exceeded",
    );
    await uploadForm(ctx, await request(form(model(10_000), "a.ifc", { temporary: "false" })));
    expect(await left(ctx)).toEqual({ used: 10_000, reserved: 0, files: 1, objects: 1, uploads: 0 });
  });

  it.each([
    ["a field", (body: FormData) => body.append("temporary", "true")],
    ["another file", (body: FormData) => body.append("more", new Blob(["x"]), "b.ifc")],
  ])("with %s after the file is refused with a sentence and leaves nothing", async (_what, add) => {
    for (const size of [500, 300_000]) {
      const ctx = await newCtx();
      const body = form(model(size), "a.ifc");
      add(body);
      const refused = await uploadForm(ctx, await request(body)).catch((e) => e);
      expect(code(refused)).toBe("form_order");
      expect(refused.message).toContain("before it");
      expect(await left(ctx)).toEqual(NOTHING);
    }
  });

  it.each(["filename\r\n\r\n", '--a\r\ncontent-disposition: form-data; name="file"; filename="x"\r\n\r\n'])(
    "finds where the file begins, whatever a text field holds (%j)",
    async (note) => {
      const ctx = await newCtx({ storageQuota: 10_000 });
      const taken = (bytes: number) =>
        request(form(model(bytes), "a.ifc", { note: `${note}${"x".repeat(300)}` }));
      const over = await uploadForm(ctx, await taken(10_001)).catch((e) => e);
      expect(code(over)).toBe("storage_quota_exceeded");
      await uploadForm(ctx, await taken(10_000));
      expect(await left(ctx)).toMatchObject({ used: 10_000, reserved: 0, files: 1 });
    },
  );

  it.each([0, 300, 100_000])(
    "that stalls %i bytes before its end is ended and leaves nothing",
    async (missing) => {
      const ctx = await newCtx();
      const whole = await request(form(model(200_000), "a.ifc"));
      const bytes = new Uint8Array(await whole.arrayBuffer());
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(bytes.subarray(0, bytes.length - missing)),
      });
      const init = { method: "POST", headers: whole.headers, body, duplex: "half" } as const;
      const stalling = new Request(whole.url, init);
      const refused = await uploadForm(ctx, stalling, 300).catch((e) => e);
      expect(refused).toMatchObject({ status: 408, code: "upload_stalled" });
      expect(body.locked).toBe(false);
      expect(await left(ctx)).toEqual(NOTHING);
    },
  );

  it("is admitted exactly as often as it fits, in parallel", async () => {
    const ctx = await newCtx({ storageQuota: 10_000 });
    const requests = await Promise.all(Array.from({ length: 12 }, () => request(form(model(3000), "a.ifc"))));
    const results = await Promise.allSettled(requests.map((r) => uploadForm(ctx, r)));
    expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(3);
    expect(await left(ctx)).toMatchObject({ used: 9000, reserved: 0, files: 3, objects: 3 });
  });
});

it("a deletion that finds the upload pending, and completed a moment later, deletes the file", async () => {
  const ctx = await newCtx();
  const data = model(5000);
  const upload = await start(ctx, { filename: "a.ifc", size: data.length });
  const parts = await sendAll(upload, data);
  let calls = 0;
  const overtaken: Ctx = {
    ...ctx,
    transaction: async (work) => {
      const result = await ctx.transaction(work);
      calls += 1;
      if (calls === 1) await completeUpload(ctx, upload.file_id, { parts });
      return result;
    },
  };
  await deleteFile(overtaken, upload.file_id);
  await expect(downloadFile(ctx, upload.file_id, null)).rejects.toMatchObject({ code: "file_not_found" });
  expect(await left(ctx)).toMatchObject({ used: 0, reserved: 0, files: 0 });
});

it("a file is downloaded as it was uploaded, whole or a part of it", async () => {
  const ctx = await newCtx();
  const data = model(5000);
  const upload = await start(ctx, { filename: "Grüße.ifc", size: data.length });
  await expect(downloadFile(ctx, upload.file_id, null)).rejects.toMatchObject({ code: "file_not_uploaded" });
  await completeUpload(ctx, upload.file_id, { parts: await sendAll(upload, data) });
  const read = async (range: string | null) => {
    const download = await downloadFile(ctx, upload.file_id, range);
    if (download.kind !== "bytes") throw new Error("The disk store gives bytes");
    return Buffer.concat(await download.body.stream.toArray());
  };
  expect((await read(null)).equals(data)).toBe(true);
  expect((await read("bytes=100-199")).equals(data.subarray(100, 200))).toBe(true);
  expect((await read("bytes=4990-")).equals(data.subarray(4990))).toBe(true);
  await expect(downloadFile(ctx, upload.file_id, "bytes=5000-")).rejects.toMatchObject({ status: 416 });
});

it("a deleted file gives its bytes back", async () => {
  const ctx = await newCtx();
  const data = model(5000);
  const upload = await start(ctx, { filename: "a.ifc", size: data.length });
  await completeUpload(ctx, upload.file_id, { parts: await sendAll(upload, data) });
  await deleteFile(ctx, upload.file_id);
  expect(await left(ctx)).toMatchObject({ used: 0, reserved: 0, files: 0 });
  const usage = await withTenant(ctx.tenant.id, (tx) => tx.select().from(usageEvents));
  const bytes = usage
    .filter((u) => u.kind === "storage_delta")
    .reduce((sum, u) => sum + Number(u.quantity), 0);
  expect(bytes).toBe(0);
});
