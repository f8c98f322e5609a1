import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { downloadFile } from "#lib/files/download-file.ts";
import { objectStores } from "#lib/storage/index.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { advanceRestore } from "./advance-restore.ts";
import { archiveFile } from "./archive-file.ts";
import { settleDead } from "./settle-move.ts";
import { archived, restore, restoreOf, restoringWorld, world } from "./test/restoring.ts";
import { bytesOf, copiesOf, rowOf, storedFile } from "./test/stored-file.ts";

/** The disk store's own links stand for S3's: the product hands links out where its configuration says so. */
const links = vi.hoisted(() => ({ handedOut: false }));
vi.mock(import("#lib/config/index.ts"), async (original) => {
  const real = await original();
  return {
    ...real,
    config: () => {
      const own = real.config();
      if (!links.handedOut) return own;
      const { storage } = own;
      return { ...own, storage: Object.create(storage, { kind: { value: "s3", enumerable: true } }) };
    },
  };
});

restoringWorld();
beforeEach(() => {
  links.handedOut = false;
});
afterAll(closePools);

/** As a caller of the product where links are handed out. */
async function linked<T>(work: () => Promise<T>): Promise<T> {
  links.handedOut = true;
  try {
    return await work();
  } finally {
    links.handedOut = false;
  }
}
const follow = (fileId: string) => linked(() => downloadFile(world.editor, fileId, null));
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const set = (fileId: string, change: Partial<typeof files.$inferInsert>) =>
  withSystem((tx) => tx.update(files).set(change).where(eq(files.id, fileId)));

describe("a link that was handed out", () => {
  it("outlives a move to the archive, and the hot copy goes once it has ended", async () => {
    const file = await storedFile(world.system);
    const { storageKey } = await rowOf(file.id);
    expect(await follow(file.id)).toMatchObject({ kind: "link" });
    const moved = await linked(() => archiveFile(world.system, file.id, { storageClass: "GLACIER" }));
    expect(moved).toMatchObject({ status: "archived" });
    const row = await rowOf(file.id);
    expect(row).toMatchObject({ storageTier: "archived", moveId: expect.any(String) });
    expect((await objectStores().files.head(storageKey)).size).toBe(file.content.length);
    await expect(follow(file.id)).rejects.toMatchObject({ code: "file_archived" });
    expect(await settleDead(world.tenant.id, file.id)).toBeNull();
    await set(file.id, { movingSince: minutesAgo(16) });
    expect(await settleDead(world.tenant.id, file.id)).toMatchObject({ kept: "archive", outcome: "settled" });
    expect(await copiesOf(world.tenant.id, file.id)).toEqual([`archive ${row.archiveKey}`]);
  });

  it("that was handed out while the move was under way counts as well", async () => {
    const file = await storedFile(world.system);
    const { archive } = objectStores();
    const copy = archive.copy.bind(archive);
    vi.spyOn(archive, "copy").mockImplementationOnce(async (...args) => {
      expect(await follow(file.id)).toMatchObject({ kind: "link" });
      links.handedOut = true;
      return copy(...args);
    });
    await linked(() => archiveFile(world.system, file.id, { storageClass: "GLACIER" }));
    vi.restoreAllMocks();
    expect(await copiesOf(world.tenant.id, file.id)).toHaveLength(2);
  });

  it("that has ended keeps nothing, nor do bytes that the product serves itself", async () => {
    const [old, served] = [await storedFile(world.system), await storedFile(world.system)];
    await follow(old.id);
    await set(old.id, { linkedAt: minutesAgo(8) });
    await linked(() => archiveFile(world.system, old.id, { storageClass: "GLACIER" }));
    const download = await downloadFile(world.editor, served.id, null);
    expect(download).toMatchObject({ kind: "bytes" });
    await archiveFile(world.system, served.id, { storageClass: "GLACIER" });
    for (const { id } of [old, served]) {
      expect(await rowOf(id)).toMatchObject({ storageTier: "archived", moveId: null });
      expect(await copiesOf(world.tenant.id, id)).toHaveLength(1);
    }
    // The reader of the bytes has them all the same.
    if (download.kind !== "bytes") return;
    const chunks: Buffer[] = [];
    for await (const chunk of download.body.stream) chunks.push(chunk);
    expect(Buffer.concat(chunks)).toEqual(served.content);
  });

  it("to the archived copy outlives the way back to hot", async () => {
    const file = await archived("STANDARD_IA");
    await restore(file.id);
    await follow(file.id);
    await restore(file.id, { permanent: true });
    const { archiveKey } = await rowOf(file.id);
    const { id } = await restoreOf(file.id);
    expect(await linked(() => advanceRestore(world.system, id, world.clock.now()))).toBeNull();
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "hot", archiveKey: null });
    expect((await objectStores().archive.head(archiveKey ?? "")).size).toBe(file.content.length);
    await set(file.id, { movingSince: minutesAgo(16) });
    await settleDead(world.tenant.id, file.id);
    const row = await rowOf(file.id);
    expect(row).toMatchObject({ storageTier: "hot", moveId: null });
    expect(await copiesOf(world.tenant.id, file.id)).toEqual([`files ${row.storageKey}`]);
    expect(await bytesOf(row)).toEqual(file.content);
  });

  it("is noted once a minute, and makes no other change to the file", async () => {
    const file = await storedFile(world.system);
    await follow(file.id);
    const first = await rowOf(file.id);
    await follow(file.id);
    expect(await rowOf(file.id)).toEqual(first);
    await set(file.id, { linkedAt: minutesAgo(2), updatedAt: first.updatedAt });
    await follow(file.id);
    const { linkedAt, lastAccessedAt, updatedAt } = await rowOf(file.id);
    expect(linkedAt?.getTime()).toBeGreaterThan(minutesAgo(1).getTime());
    expect({ lastAccessedAt, updatedAt }).toEqual({
      lastAccessedAt: first.lastAccessedAt,
      updatedAt: first.updatedAt,
    });
  });

  it("to an operator who looks in outlives a move as well, and is no access that the rules count from", async () => {
    const file = await storedFile(world.system);
    const operator: Ctx = {
      ...world.editor,
      principal: {
        kind: "operator",
        operatorId: randomUUID(),
        name: "Olga",
        sessionId: randomUUID(),
        supportSessionId: randomUUID(),
        until: new Date(Date.now() + 3_600_000),
        role: "viewer",
      },
    };
    const before = await rowOf(file.id);
    expect(await linked(() => downloadFile(operator, file.id, null))).toMatchObject({ kind: "link" });
    expect((await rowOf(file.id)).lastAccessedAt).toEqual(before.lastAccessedAt);
    await linked(() => archiveFile(world.system, file.id, { storageClass: "GLACIER" }));
    expect(await copiesOf(world.tenant.id, file.id)).toHaveLength(2);
  });
});
