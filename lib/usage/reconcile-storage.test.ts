import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { objectStores } from "#lib/storage/index.ts";
import { fileKey } from "#lib/storage/keys.ts";
import { importUsage } from "#lib/usage/import-events.ts";
import { reconcileStorage, tenantsWithStorage } from "#lib/usage/reconcile-storage.ts";

afterAll(closePools);

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
      metered: 100,
      files: 100,
      stored: 0,
    });
    await storedFile(orphan.id);
    await withSystem((tx) => tx.execute(sql`delete from files where tenant_id = ${orphan.id}`));
    expect(await reconcileStorage(orphan.id)).toMatchObject({ metered: 100, files: 0, stored: 100 });
    await storedFile(off.id);
    await withSystem((tx) => tx.execute(sql`update tenants set storage_used = 70 where id = ${off.id}`));
    expect(await reconcileStorage(off.id)).toMatchObject({ metered: 70, files: 100, stored: 100 });
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
