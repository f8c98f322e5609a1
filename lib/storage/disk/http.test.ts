import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { bytes, freshKey, MIB, put, putUrl, sha256 } from "../contract/peer.ts";
import { hashObject } from "../hash-object.ts";
import { DiskObjectStore, type DiskStoreOptions } from "./disk-store.ts";
import { createDiskStoreHandler } from "./http.ts";
import { PREFIX_FILE } from "./prefix-hash.ts";

const TYPE = { contentType: "text/html" };

describe("disk store over HTTP", () => {
  let options: DiskStoreOptions;
  let store: DiskObjectStore;
  let server: http.Server;
  let origin = "";

  beforeAll(async () => {
    const dir = await mkdtemp(path.join(os.tmpdir(), "object-store-http-"));
    options = { dir, secret: "s".repeat(32), publicPath: "/_objects/", restoreSeconds: 1 };
    store = new DiskObjectStore("files", options);
    const handler = createDiskStoreHandler(options);
    server = http.createServer(async (request, response) => {
      if (!(await handler(request, response))) response.writeHead(418).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address !== null && typeof address !== "string") origin = `http://127.0.0.1:${address.port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(options.dir, { recursive: true });
  });

  const link = async (key: string) =>
    origin + (await store.presignGet(key, { expiresInSeconds: 60, filename: "a.html" }));
  const part = async (key: string, uploadId: string, number: number) =>
    origin + (await store.presignPart(key, uploadId, number, { expiresInSeconds: 60 }));

  it("leaves other paths to the product", async () => {
    for (const other of ["/", "/_objects", "/api/files", "/x/_objects/files/a"])
      expect((await fetch(origin + other)).status).toBe(418);
  });

  it.each([
    "/_objects/",
    "/_objects/files/a",
    "/_objects/files/../../../etc/passwd",
    "/_objects/files/%2e%2e/%2e%2e/a?signature=x&expires=9999999999",
    "/_objects/files/%ff?signature=x",
    "/_objects/other/a",
  ])("refuses %s as it stands on the wire", async (target) => {
    const status = await new Promise((resolve, reject) => {
      http
        .get(origin, { path: target }, (response) => resolve(response.resume().statusCode))
        .once("error", reject);
    });
    expect(status).toBe(403);
  });

  it("takes only GET and PUT", async () => {
    const key = freshKey();
    await put(store, key, bytes(10));
    for (const method of ["HEAD", "POST", "DELETE", "OPTIONS"])
      expect((await fetch(await link(key), { method })).status).toBe(405);
  });

  it("refuses a link of another bucket, another secret, and a part's link without its upload", async () => {
    const key = freshKey();
    await put(store, key, bytes(10));
    const url = await link(key);
    expect((await fetch(url.replace("/files/", "/archive/"))).status).toBe(403);
    const stranger = new DiskObjectStore("files", { ...options, secret: "t".repeat(32) });
    expect(
      (await fetch(origin + (await stranger.presignGet(key, { expiresInSeconds: 60, filename: "a" }))))
        .status,
    ).toBe(403);
    expect((await putUrl(url, bytes(10))).status).toBe(403);
    expect((await fetch(`${url}&filename=b`)).status).toBe(403);
    expect((await fetch(url)).status).toBe(200);
  });

  it("serves users' files so that no browser runs them, whatever the Host says", async () => {
    const key = freshKey("a.html");
    await store.putStream(key, chunk("<script>alert(1)</script>"), TYPE);
    const response = await fetch(await link(key), { headers: { "x-forwarded-host": "evil.example" } });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "private, no-store",
      "content-security-policy": "default-src 'none'; sandbox",
      "content-type": "text/html",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
    expect(response.headers.get("content-disposition")).toMatch(/^attachment;/);
  });

  it("answers ranges as HTTP says", async () => {
    const key = freshKey();
    await put(store, key, bytes(1000));
    const url = await link(key);
    const get = (headers: Record<string, string>) => fetch(url, { headers });
    expect((await get({ range: "bytes=0-0,5-6" })).status).toBe(200);
    expect((await get({ range: "lines=0-5" })).status).toBe(200);
    const behind = await get({ range: "bytes=1000-" });
    expect([behind.status, behind.headers.get("content-range")]).toEqual([416, "bytes */1000"]);
    const etag = (await get({})).headers.get("etag") ?? "";
    expect((await get({ range: "bytes=5-9", "if-range": etag })).status).toBe(206);
    expect((await get({ range: "bytes=5-9", "if-range": '"other"' })).status).toBe(200);
  });

  it("wants a length, and the content that x-amz-content-sha256 states", async () => {
    const key = freshKey();
    const uploadId = await store.createMultipart(key, TYPE);
    const url = await part(key, uploadId, 1);
    const chunked = await new Promise((resolve, reject) => {
      http
        .request(url, { method: "PUT", headers: { "transfer-encoding": "chunked" } }, (response) =>
          resolve(response.resume().statusCode),
        )
        .once("error", reject)
        .end("abc");
    });
    expect(chunked).toBe(411);
    expect(await putUrl(url, bytes(10), { "x-amz-content-sha256": sha256(bytes(10, 2)) })).toMatchObject({
      status: 400,
      code: "BadDigest",
    });
    expect(await store.listParts(key, uploadId)).toEqual([]);
    expect((await putUrl(url, bytes(10), { "x-amz-content-sha256": sha256(bytes(10)) })).status).toBe(200);
    expect((await putUrl(url, bytes(10), { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" })).status).toBe(200);
  });

  it("knows the SHA-256 of parts that came in any order, from what is on the disk", async () => {
    const key = freshKey();
    const parts = [bytes(5 * MIB, 1), bytes(6 * MIB, 2), bytes(1000, 3)];
    const uploadId = await store.createMultipart(key, TYPE);
    const sent = new Map<number, string>();
    for (const number of [3, 1, 2])
      sent.set(
        number,
        (await putUrl(await part(key, uploadId, number), parts[number - 1] ?? Buffer.alloc(0))).etag,
      );
    await hashed(store.uploadDirectory(uploadId), 3);
    await store.completeMultipart(
      key,
      uploadId,
      [...sent].sort(([a], [b]) => a - b).map(([number, etag]) => ({ number, etag })),
    );
    const expected = createHash("sha256").update(Buffer.concat(parts)).digest("hex");
    expect((await store.head(key)).checksums).toEqual({ sha256: expected });
    expect((await hashObject(store, key)).sha256).toBe(expected);
  });

  it("does not know the SHA-256 of a part that was sent again after it was hashed", async () => {
    const key = freshKey();
    const uploadId = await store.createMultipart(key, TYPE);
    const url = await part(key, uploadId, 1);
    await putUrl(url, bytes(1000, 1));
    await hashed(store.uploadDirectory(uploadId), 1);
    const { etag } = await putUrl(url, bytes(1000, 2));
    await store.completeMultipart(key, uploadId, [{ number: 1, etag }]);
    expect((await store.head(key)).checksums).toEqual({});
    expect((await hashObject(store, key)).sha256).toBe(sha256(bytes(1000, 2)));
  });
});

/** Until the hashing thread has come to a part. */
async function hashed(directory: string, number: number): Promise<void> {
  await vi.waitFor(
    async () =>
      expect(JSON.parse(await readFile(path.join(directory, PREFIX_FILE), "utf8")).number).toBe(number),
    20_000,
  );
}

async function* chunk(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
