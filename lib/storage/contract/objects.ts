import { describe, expect, it } from "vitest";
import { hashObject } from "../hash-object.ts";
import {
  ChecksumMismatch,
  InvalidRequest,
  ObjectNotFound,
  PreconditionFailed,
  RangeNotSatisfiable,
} from "../store.ts";
import {
  bytes,
  collect,
  failing,
  freshKey,
  inChunks,
  MIB,
  type Peer,
  put,
  type Rules,
  read,
  sha256,
} from "./peer.ts";

const TYPE = { contentType: "application/x-step" };

const BAD_KEYS: [string, string][] = [
  ["empty", ""],
  ["rooted", "/a"],
  ["a folder", "a/"],
  ["without a segment", "a//b"],
  ["above the bucket", "../a"],
  ["above its folder", "a/../../b"],
  ["dotted", "a/./b"],
  ["with a backslash", "a\\..\\b"],
  ["percent-encoded", "a%2f..%2fb"],
  ["with a hash", "a#b"],
  ["with a NUL", "a\u0000b"],
  ["with a line feed", "a\nb"],
  ["with half a surrogate", "a\ud800b"],
  ["too long in a segment", "x".repeat(201)],
  ["too long", `${"y/".repeat(600)}z`],
];
const BAD_METADATA: [string, Record<string, string>][] = [
  ["an upper-case name", { Name: "a" }],
  ["other than ASCII", { name: "ümlaut" }],
  ["a line feed", { name: "a\nb" }],
  ["more than 2 KiB", { long: "x".repeat(3000) }],
];

export function objectRules(peer: () => Peer, rules: Rules): void {
  const files = () => peer().stores.files;
  const archive = () => peer().stores.archive;

  describe("objects", () => {
    it("is healthy", async () => {
      await files().health();
      await archive().health();
    });

    it("keeps bytes, type, metadata and checksum", async () => {
      const key = freshKey("Bürogebäude (1)+a&b=c @ 2,5.ifc");
      const content = bytes(300_000);
      const stored = await files().putStream(key, inChunks(content), {
        ...TYPE,
        metadata: { tenant: "t-1", file: "a b" },
        sha256: sha256(content),
      });
      expect(stored).toMatchObject({ size: 300_000, sha256: sha256(content) });
      const head = await files().head(key);
      expect(head).toMatchObject({
        key,
        size: 300_000,
        etag: stored.etag,
        storageClass: "STANDARD",
        contentType: TYPE.contentType,
        restore: { status: "none" },
      });
      expect(head.metadata).toEqual({ tenant: "t-1", file: "a b" });
      expect(Math.abs(head.lastModified.getTime() - Date.now())).toBeLessThan(600_000);
      expect(await read(files(), key)).toEqual(content);
      const hashed = await hashObject(files(), key, 10);
      expect(hashed).toEqual({ size: 300_000, sha256: sha256(content), head: content.subarray(0, 10) });
    });

    it("keeps an empty object", async () => {
      const key = freshKey();
      await put(files(), key, Buffer.alloc(0));
      expect((await files().head(key)).size).toBe(0);
      expect(await read(files(), key)).toHaveLength(0);
    });

    it("streams an object larger than a part", async () => {
      const key = freshKey();
      const content = bytes(19 * MIB + 7);
      const stored = await files().putStream(key, inChunks(content), { ...TYPE, metadata: { tenant: "t" } });
      expect(stored).toMatchObject({ size: content.length, sha256: sha256(content) });
      expect((await hashObject(files(), key)).sha256).toBe(sha256(content));
      expect((await files().head(key)).metadata).toEqual({ tenant: "t" });
    });

    it.each([
      ["small", 1000],
      ["large", 12 * MIB],
    ])("refuses a %s body with a wrong SHA-256 and leaves nothing", async (_, size) => {
      const key = freshKey();
      const body = () => inChunks(bytes(size));
      await expect(
        files().putStream(key, body(), { ...TYPE, sha256: sha256(Buffer.from("other")) }),
      ).rejects.toThrow(ChecksumMismatch);
      await expect(files().head(key)).rejects.toThrow(ObjectNotFound);
      expect(await collect(files().listMultiparts(key))).toEqual([]);
    });

    it.each([
      ["small", 1000],
      ["large", 12 * MIB],
    ])("keeps the earlier object when a %s body breaks off", async (_, size) => {
      const key = freshKey();
      await put(files(), key, Buffer.from("earlier"));
      await expect(files().putStream(key, failing(bytes(size)), TYPE)).rejects.toThrow();
      expect(await read(files(), key)).toEqual(Buffer.from("earlier"));
      expect(await collect(files().listMultiparts(key))).toEqual([]);
    });

    it("replaces an object as a whole", async () => {
      const key = freshKey();
      await put(files(), key, bytes(5000, 1));
      await put(files(), key, bytes(3000, 2));
      expect(await read(files(), key)).toEqual(bytes(3000, 2));
    });

    it.skipIf(!rules.ifAbsent)("does not replace when told not to", async () => {
      const key = freshKey();
      const options = { ...TYPE, ifAbsent: true };
      await files().putStream(key, inChunks(bytes(10, 1)), options);
      await expect(files().putStream(key, inChunks(bytes(10, 2)), options)).rejects.toThrow(
        PreconditionFailed,
      );
      expect(await read(files(), key)).toEqual(bytes(10, 1));
    });

    it("reads ranges", async () => {
      const key = freshKey();
      const content = bytes(10_000);
      await put(files(), key, content);
      expect(await read(files(), key, { start: 0, end: 0 })).toEqual(content.subarray(0, 1));
      expect(await read(files(), key, { start: 100, end: 299 })).toEqual(content.subarray(100, 300));
      expect(await read(files(), key, { start: 9_990 })).toEqual(content.subarray(9_990));
      expect(await read(files(), key, { start: 9_990, end: 99_999 })).toEqual(content.subarray(9_990));
      const { size, range, stream } = await files().getStream(key, { range: { start: 5, end: 9 } });
      stream.destroy();
      expect({ size, range }).toEqual({ size: 10_000, range: { start: 5, end: 9 } });
    });

    it.skipIf(!rules.rangeNotSatisfiable)("refuses a range behind the end", async () => {
      const key = freshKey();
      await put(files(), key, bytes(100));
      await expect(read(files(), key, { start: 100 })).rejects.toThrow(RangeNotSatisfiable);
    });

    it("says that an object is not there", async () => {
      const key = freshKey();
      await expect(files().head(key)).rejects.toThrow(ObjectNotFound);
      await expect(read(files(), key)).rejects.toThrow(ObjectNotFound);
      await expect(files().copy(key, freshKey())).rejects.toThrow(ObjectNotFound);
      await expect(archive().copy({ bucket: "files", key }, freshKey())).rejects.toThrow(ObjectNotFound);
    });

    it("deletes one and many, and what is not there", async () => {
      const keys = [freshKey(), freshKey(), freshKey()];
      for (const key of keys) await put(files(), key, bytes(10));
      const [first = "", ...others] = keys;
      await files().delete(first);
      await files().delete(first);
      await expect(files().head(first)).rejects.toThrow(ObjectNotFound);
      await files().deleteMany([...others, freshKey()]);
      for (const key of keys) await expect(files().head(key)).rejects.toThrow(ObjectNotFound);
    });

    it("purges an object and its incomplete uploads, and no other's", async () => {
      const key = freshKey("a");
      const other = `${key}b`;
      for (const each of [key, other]) {
        await put(files(), each, bytes(10));
        await files().createMultipart(each, TYPE);
      }
      await files().purge(key);
      await expect(files().head(key)).rejects.toThrow(ObjectNotFound);
      expect((await collect(files().listMultiparts(key))).map((upload) => upload.key)).toEqual([other]);
      expect((await files().head(other)).size).toBe(10);
      await files().purge(other);
    });

    it("lists by prefix, in the order of keys", async () => {
      const order = (keys: string[]) => (rules.listOrder ? keys : [...keys].sort(byBytes));
      const root = freshKey("list");
      const names = ["a", "a-b", "a/b", "a/c/d", "a0", "b", "Z", "ä"];
      for (const name of names) await put(files(), `${root}/${name}`, bytes(name.length));
      const ordered = names.map((name) => `${root}/${name}`).sort(byBytes);
      const listed = await collect(files().list(`${root}/`));
      expect(order(listed.map((object) => object.key))).toEqual(ordered);
      expect(listed.find((object) => object.key.endsWith("a-b"))).toMatchObject({
        size: 3,
        storageClass: "STANDARD",
      });
      expect((await collect(files().list(`${root}/a/`))).map((object) => object.key)).toEqual([
        `${root}/a/b`,
        `${root}/a/c/d`,
      ]);
      expect((await collect(files().list(`${root}/a0`))).map((object) => object.key)).toEqual([`${root}/a0`]);
      expect(await collect(files().list(`${root}/none/`))).toEqual([]);
    });

    it.skipIf(!rules.listOrder)("lists what comes after a key, there or not", async () => {
      const root = freshKey("list-after");
      const names = ["a", "a-b", "a/b", "a/c/d", "a/c/e", "a0", "b"];
      const ordered = names.map((name) => `${root}/${name}`).sort(byBytes);
      for (const key of ordered) await put(files(), key, bytes(1));
      for (const after of [
        ...ordered,
        `${root}/`,
        `${root}/a/`,
        `${root}/a/c`,
        `${root}/a/c0`,
        `${root}/z`,
      ]) {
        const listed = await collect(files().list(`${root}/`, { after }));
        expect(listed.map(({ key }) => key)).toEqual(ordered.filter((key) => byBytes(key, after) > 0));
      }
    });

    it("purges a folder, a bounded number at a time, and nothing beside it", async () => {
      const root = freshKey("folder");
      const kept = [root, `${root}0`, `${root}-b/c`];
      for (const key of [...kept, ...[1, 2, 3, 4, 5].map((n) => `${root}/${n}/a`)])
        await put(files(), key, bytes(1));
      for (const key of [`${root}/1/a`, `${root}/upload`]) await files().createMultipart(key, TYPE);
      let [calls, purged] = [0, 0];
      for (let more = true; more; calls++) {
        const part = await files().purgeFolder(`${root}/`, 2);
        expect(part.purged).toBeLessThanOrEqual(4);
        purged += part.purged;
        more = part.more;
      }
      expect({ calls, purged }).toEqual({ calls: 3, purged: 7 });
      expect((await collect(files().list(root))).map(({ key }) => key).sort()).toEqual([...kept].sort());
      expect(await collect(files().listMultiparts(root))).toEqual([]);
      expect(await files().purgeFolder(`${root}/`, 2)).toEqual({ purged: 0, more: false });
      await expect(files().purgeFolder(root, 2)).rejects.toThrow(InvalidRequest);
      for (const key of kept) await files().purge(key);
    });

    it("keeps the current version when old ones are purged", async () => {
      const key = freshKey();
      for (const seed of [1, 2]) await put(files(), key, bytes(1000, seed));
      await files().purgeOldVersions(key);
      expect(await read(files(), key)).toEqual(bytes(1000, 2));
      await files().purgeOldVersions(freshKey());
    });

    it.each(BAD_KEYS)("refuses a key that is %s", async (_, key) => {
      await expect(put(files(), key, bytes(1))).rejects.toThrow(InvalidRequest);
      await expect(files().head(key)).rejects.toThrow(InvalidRequest);
      await expect(files().delete(key)).rejects.toThrow(InvalidRequest);
      await expect(files().createMultipart(key, TYPE)).rejects.toThrow(InvalidRequest);
      await expect(files().presignGet(key, { expiresInSeconds: 60, filename: "a" })).rejects.toThrow(
        InvalidRequest,
      );
    });

    it.each(BAD_METADATA)("refuses metadata with %s", async (_, metadata) => {
      await expect(files().putStream(freshKey(), inChunks(bytes(1)), { ...TYPE, metadata })).rejects.toThrow(
        InvalidRequest,
      );
    });

    it("copies within a bucket and between buckets, and the copy stands alone", async () => {
      const [from, near, far] = [freshKey("ä b+c.ifc"), freshKey(), freshKey()];
      const content = bytes(70_000);
      await files().putStream(from, inChunks(content), { ...TYPE, metadata: { tenant: "t" } });
      await files().copy(from, near);
      await archive().copy({ bucket: "files", key: from }, far, { metadata: { original: "key" } });
      await files().delete(from);
      expect(await read(files(), near)).toEqual(content);
      expect(await read(archive(), far)).toEqual(content);
      expect((await files().head(near)).metadata).toEqual({ tenant: "t" });
      expect(await archive().head(far)).toMatchObject({
        metadata: { original: "key" },
        contentType: TYPE.contentType,
      });
      await files().delete(near);
      expect(await read(archive(), far)).toEqual(content);
    });

    it.skipIf(!rules.copyInParts)("copies a large object", async () => {
      const [from, to] = [freshKey(), freshKey()];
      const content = bytes(17 * MIB + 3);
      await files().putStream(from, inChunks(content), { ...TYPE, metadata: { tenant: "t" } });
      await archive().copy({ bucket: "files", key: from }, to);
      expect((await hashObject(archive(), to)).sha256).toBe(sha256(content));
      expect(await archive().head(to)).toMatchObject({
        metadata: { tenant: "t" },
        contentType: TYPE.contentType,
      });
      expect(await collect(archive().listMultiparts(to))).toEqual([]);
    });

    it("gives a reader the old or the new object while it is replaced", async () => {
      const key = freshKey();
      const versions = [bytes(200_000, 1), bytes(150_000, 2)];
      const hashes = versions.map(sha256);
      await put(files(), key, versions[0] ?? Buffer.alloc(0));
      let writing = true;
      const writer = (async () => {
        for (let i = 1; i <= 20; i++) await put(files(), key, versions[i % 2] ?? Buffer.alloc(0));
        writing = false;
      })();
      while (writing) expect(hashes).toContain(sha256(await read(files(), key)));
      await writer;
      expect(sha256(await read(files(), key))).toBe(hashes[0]);
    });
  });
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
