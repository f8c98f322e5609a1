import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { type SQL, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { objectStores } from "#lib/storage/index.ts";
import { archiveKey, fileKey } from "#lib/storage/keys.ts";
import { importUsage } from "#lib/usage/import-events.ts";
import { moveStorage } from "#lib/usage/move-storage.ts";
import { reconcileStorage, tenantsWithStorage } from "#lib/usage/reconcile-storage.ts";

afterAll(closePools);

const NOTHING = { metered: 0, files: 0, stored: 0 };

async function storedFile(tenantId: string, status: "completed" | "pending" = "completed"): Promise<string> {
  const id = randomUUID();
  const key = fileKey(tenantId, id, "a.ifc");
  await objectStores().files.putStream(key, Readable.from([Buffer.alloc(100)]), {
    contentType: "text/plain",
  });
  await withSystem((tx) =>
    tx.execute(sql`insert into files (id, tenant_id, filename, format, size, status, storage_key)
    values (${id}, ${tenantId}, 'a.ifc', 'ifc', 100, ${status}, ${key})`),
  );
  if (status === "completed")
    await withSystem((tx) =>
      tx.execute(sql`update tenants set storage_used = storage_used + 100 where id = ${tenantId}`),
    );
  return key;
}

describe("reconcileStorage", () => {
  it("finds nothing where meter, rows and store agree, an upload under way and imported bytes included", async () => {
    const { id } = await makeTenant();
    await storedFile(id);
    await storedFile(id, "pending");
    await importUsage({
      tenant: id,
      events: [{ key: "x", kind: "storage_delta", quantity: 999, occurred_at: new Date().toISOString() }],
    });
    expect(await reconcileStorage(id)).toBeNull();
  });

  it("tells an object that is gone, a row that is gone and a meter that is off apart", async () => {
    const [gone, orphan, off] = [await makeTenant(), await makeTenant(), await makeTenant()];
    await objectStores().files.purge(await storedFile(gone.id));
    expect(await reconcileStorage(gone.id)).toEqual({
      tenant_id: gone.id,
      hot: { metered: 100, files: 100, stored: 0 },
      archive: NOTHING,
    });
    await storedFile(orphan.id);
    await withSystem((tx) => tx.execute(sql`delete from files where tenant_id = ${orphan.id}`));
    expect(await reconcileStorage(orphan.id)).toMatchObject({
      hot: { metered: 100, files: 0, stored: 100 },
    });
    await storedFile(off.id);
    await withSystem((tx) => tx.execute(sql`update tenants set storage_used = 70 where id = ${off.id}`));
    expect(await reconcileStorage(off.id)).toMatchObject({
      hot: { metered: 70, files: 100, stored: 100 },
    });
  });

  it("compares the archive by itself, and takes the second copy of a file that moves for none", async () => {
    const { id } = await makeTenant();
    const hotKey = await storedFile(id);
    const [, , fileId = ""] = hotKey.split("/");
    const copy = archiveKey(id, fileId, "a.ifc");
    const change = (columns: SQL) =>
      withSystem((tx) => tx.execute(sql`update files set ${columns} where id = ${fileId}`));
    const put = (bucket: "files" | "archive", key: string) =>
      objectStores()[bucket].putStream(key, Readable.from([Buffer.alloc(100)]), {
        contentType: "text/plain",
      });
    // A claim, and a copy that is there before the row says so.
    await change(
      sql`storage_tier = 'archiving', move_id = ${randomUUID()}, moving_since = now(), updated_at = now() - interval '1 day'`,
    );
    await put("archive", copy);
    expect(await reconcileStorage(id)).toBeNull();
    // The hot copy is what the row points to: it must be there, whatever moves.
    await objectStores().files.purge(hotKey);
    expect(await reconcileStorage(id)).toMatchObject({
      hot: { metered: 100, files: 100, stored: 0 },
      archive: NOTHING,
    });
    await put("files", hotKey);
    // Committed, with the hot copy still to go.
    await withSystem((tx) =>
      moveStorage(tx, { tenantId: id, fileId, moveId: randomUUID(), bytes: 100, to: "archive" }),
    );
    await change(sql`storage_tier = 'archived', archive_key = ${copy}, archived_at = now(), updated_at = now(),
      storage_class = 'GLACIER', move_id = null, moving_since = null`);
    expect(await reconcileStorage(id)).toBeNull();
    // Long after, it is a left-over; and what the archive lost is told apart from it.
    await change(sql`updated_at = now() - interval '2 hours'`);
    const archived = { metered: 100, files: 100, stored: 100 };
    expect(await reconcileStorage(id)).toMatchObject({
      hot: { metered: 0, files: 0, stored: 100 },
      archive: archived,
    });
    await objectStores().files.purge(hotKey);
    expect(await reconcileStorage(id)).toBeNull();
    await objectStores().archive.purge(copy);
    expect(await reconcileStorage(id)).toMatchObject({ hot: NOTHING, archive: { ...archived, stored: 0 } });
  });

  it("goes over every tenant that has something, page by page", async () => {
    const { id } = await makeTenant();
    await storedFile(id);
    const seen: string[] = [];
    for (
      let page = await tenantsWithStorage(null, 2);
      page.length > 0;
      page = await tenantsWithStorage(page.at(-1) ?? null, 2)
    )
      seen.push(...page);
    expect(seen).toContain(id);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
