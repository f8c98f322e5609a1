import { describe, expect, it } from "vitest";
import { InvalidObjectState, ObjectNotFound } from "../store.ts";
import { bytes, collect, freshKey, inChunks, type Peer, put, type Rules, read } from "./peer.ts";

const DAY = 86_400;

export function archiveRules(peer: () => Peer, rules: Rules): void {
  const archive = () => peer().stores.archive;

  describe.skipIf(!rules.storageClasses)("storage classes", () => {
    it("shows a class and keeps STANDARD_IA readable", async () => {
      const key = freshKey();
      await put(archive(), key, bytes(1000), "STANDARD_IA");
      expect(await archive().head(key)).toMatchObject({
        storageClass: "STANDARD_IA",
        restore: { status: "none" },
      });
      expect(await collect(archive().list(key))).toMatchObject([{ key, storageClass: "STANDARD_IA" }]);
      expect(await read(archive(), key)).toEqual(bytes(1000));
    });

    it("changes a class by a copy onto itself, and keeps the rest", async () => {
      const key = freshKey();
      await archive().putStream(key, inChunks(bytes(1000)), {
        contentType: "text/plain",
        metadata: { tenant: "t" },
      });
      await archive().copy(key, key, { storageClass: "GLACIER" });
      expect(await archive().head(key)).toMatchObject({
        storageClass: "GLACIER",
        size: 1000,
        metadata: { tenant: "t" },
        contentType: "text/plain",
      });
    });
  });

  describe.skipIf(!rules.archivedClasses)("archived objects", () => {
    it("are neither read nor copied before they are restored", async () => {
      const key = freshKey();
      await put(archive(), key, bytes(1000), "GLACIER");
      await expect(read(archive(), key)).rejects.toThrow(InvalidObjectState);
      await expect(archive().copy(key, freshKey())).rejects.toThrow(InvalidObjectState);
      const url = peer().absolute(await archive().presignGet(key, { expiresInSeconds: 300, filename: "a" }));
      expect((await fetch(url)).status).toBe(403);
      expect((await archive().head(key)).restore).toEqual({ status: "none" });
    });

    it("are read and copied once restored, and restored again for longer", async () => {
      const [key, copy] = [freshKey(), freshKey()];
      await put(archive(), key, bytes(1000), "GLACIER");
      expect(await archive().restore(key, 2)).toBe("started");
      await peer().passTime(60);
      const { restore } = await archive().head(key);
      expect(restore.status).toBe("restored");
      expect(await read(archive(), key)).toEqual(bytes(1000));
      await archive().copy(key, copy, { storageClass: "STANDARD" });
      expect(await read(archive(), copy)).toEqual(bytes(1000));
      expect(await archive().restore(key, 9)).toBe("extended");
      const longer = (await archive().head(key)).restore;
      if (restore.status !== "restored" || longer.status !== "restored") throw new Error("not restored");
      expect(longer.expiresAt.getTime() - restore.expiresAt.getTime()).toBeGreaterThan(5 * DAY * 1000);
    });

    it.skipIf(!rules.restoreTakesTime)(
      "take time to restore, and are archived again after their days",
      async () => {
        const key = freshKey();
        await put(archive(), key, bytes(1000), "GLACIER");
        expect(await archive().restore(key, 2)).toBe("started");
        expect((await archive().head(key)).restore).toEqual({ status: "ongoing" });
        await expect(read(archive(), key)).rejects.toThrow(InvalidObjectState);
        expect(await archive().restore(key, 9)).toBe("in_progress");
        await peer().passTime(60);
        expect(await read(archive(), key)).toEqual(bytes(1000));
        await peer().passTime(2 * DAY);
        expect((await archive().head(key)).restore).toEqual({ status: "none" });
        await expect(read(archive(), key)).rejects.toThrow(InvalidObjectState);
        expect(await archive().restore(key, 1)).toBe("started");
      },
    );

    it("need no restore when they are not archived, and cannot be restored when they are not there", async () => {
      const key = freshKey();
      await put(archive(), key, bytes(10));
      await expect(archive().restore(key, 1)).rejects.toThrow(InvalidObjectState);
      await expect(archive().restore(freshKey(), 1)).rejects.toThrow(ObjectNotFound);
    });

    it("lose their restore when they are replaced", async () => {
      const key = freshKey();
      await put(archive(), key, bytes(1000, 1), "GLACIER");
      await archive().restore(key, 2);
      await peer().passTime(60);
      await put(archive(), key, bytes(1000, 2), "GLACIER");
      await expect(read(archive(), key)).rejects.toThrow(InvalidObjectState);
    });
  });
}
