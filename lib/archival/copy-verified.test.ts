import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { bytes, freshKey, put, sha256 } from "#lib/storage/contract/peer.ts";
import { createObjectStores } from "#lib/storage/create-stores.ts";
import { type ObjectHead, type ObjectStore, StoreUnavailable } from "#lib/storage/store.ts";
import { copyVerified } from "./copy-verified.ts";

const dir = mkdtempSync(path.join(os.tmpdir(), "copy-verified-"));
afterAll(() => rmSync(dir, { recursive: true }));

const { files, archive } = createObjectStores({
  kind: "disk",
  dir,
  secret: "s".repeat(32),
  publicPath: "/_objects/",
  restoreSeconds: 1,
});
const content = bytes(100_000);
const copy = {
  sha256: sha256(content),
  size: content.length,
  storageClass: "GLACIER" as const,
  metadata: {},
  heartbeat: async () => {},
};
let key = "";
beforeEach(async () => {
  key = freshKey();
  await put(files, key, content);
});
const from = () => ({ bucket: "files" as const, key });
const to = () => ({ bucket: "archive" as const, key: `archive/${key}` });

/** The archive, saying something else of what it holds. */
function saying(head: (said: ObjectHead) => Partial<ObjectHead>): Record<"files" | "archive", ObjectStore> {
  const other: ObjectStore = new Proxy(archive, {
    get(target, name) {
      if (name === "head")
        return async (of: string) => {
          const said = await target.head(of);
          return { ...said, ...head(said) };
        };
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { files, archive: other };
}

describe("a verified copy", () => {
  it.each<[string, (said: ObjectHead) => Partial<ObjectHead>, string]>([
    ["size", () => ({ size: 1 }), "1 bytes and not 100000"],
    ["class", () => ({ storageClass: "STANDARD" }), "the class STANDARD and not GLACIER"],
    ["ETag", () => ({ etag: "another" }), "been replaced"],
    ["version", () => ({ versionId: "another" }), "been replaced"],
    ["SHA-256", () => ({ checksums: { sha256: "0".repeat(64) } }), "the SHA-256 0000"],
    [
      "CRC64NVME after the change of class",
      (said) => ({ checksums: { crc64nvme: said.storageClass === "GLACIER" ? "BBBB" : "AAAA" } }),
      "the CRC64NVME BBBB; what was read back had AAAA",
    ],
  ])("is not taken for one when the store says another %s", async (_, head, words) => {
    const failure = copyVerified(from(), to(), { ...copy, stores: saying(head) });
    await expect(failure).rejects.toThrow(StoreUnavailable);
    await expect(failure).rejects.toThrow(words);
    expect((await files.head(key)).size).toBe(content.length);
  });

  it("is taken for one where the store knows the CRC64NVME and it stays the same", async () => {
    const same = saying(() => ({ checksums: { crc64nvme: "AAAA" } }));
    expect(await copyVerified(from(), to(), { ...copy, stores: same })).toMatchObject({
      storageClass: "GLACIER",
    });
  });

  it("stops at the heartbeat that fails, before the next change of the store", async () => {
    const changes = vi.spyOn(archive, "copy");
    for (const beats of [0, 1]) {
      changes.mockClear();
      let left = beats;
      const heartbeat = async () => {
        if (left-- === 0) throw new Error("lost");
      };
      await expect(
        copyVerified(from(), to(), { ...copy, heartbeat, stores: { files, archive } }),
      ).rejects.toThrow("lost");
      expect(changes).toHaveBeenCalledTimes(beats);
    }
    changes.mockRestore();
  });

  it("beats while the store copies for long", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const beats: string[] = [];
    const slow = vi.spyOn(archive, "copy").mockImplementationOnce(async () => {
      beats.push("copy");
      await vi.advanceTimersByTimeAsync(60_000);
      beats.push("copied");
      throw new StoreUnavailable("It took too long");
    });
    const heartbeat = async () => void beats.push("beat");
    await expect(
      copyVerified(from(), to(), { ...copy, heartbeat, stores: { files, archive } }),
    ).rejects.toThrow("too long");
    vi.useRealTimers();
    slow.mockRestore();
    expect(beats.indexOf("copied") - beats.indexOf("copy")).toBeGreaterThan(4);
  });
});
