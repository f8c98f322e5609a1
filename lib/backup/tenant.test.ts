import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { eq, inArray, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { memberships, secondFactors, users } from "#db/schema/auth.ts";
import { deletedFiles, files } from "#db/schema/files.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { seal } from "#lib/auth/seal.ts";
import { ownDatabaseUrl } from "#lib/jobs/test/own-database.ts";
import { tenantPrefix } from "#lib/storage/keys.ts";
import { deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import { unlessRestoring } from "#lib/tenancy/restoring.ts";
import { createBackup } from "./create-backup.ts";
import { type Installation, thisInstallation } from "./installation.ts";
import { restoreBackup } from "./restore-backup.ts";
import { restoreTenant } from "./restore-tenant.ts";
import { conditionFor, NEVER, NOT_OF_TENANT, PLATFORM, type Scope } from "./scope.ts";
import { copyOut, PLAIN_TEXT, tablesOf } from "./tables.ts";
import { type Filled, fillTenant } from "./test/fill.ts";
import { makeInstallation, makeKey, startServer } from "./test/installations.ts";
import { walkBackup } from "./walk-backup.ts";

// Each restore starts a database server of its own.
vi.setConfig({ testTimeout: 240_000 });

let directory = "";
let here: Installation;
let tenant: Filled;
let other: Filled;
let key: Awaited<ReturnType<typeof makeKey>>;
const owner = postgres(ownDatabaseUrl, { max: 1, onnotice: () => {} });

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "cai-backups-"));
  here = await thisInstallation();
  [tenant, other] = [await fillTenant(here.stores), await fillTenant(here.stores)];
  key = await makeKey();
  // Free, so that its deletion leaves no accounts; one member is also the other's.
  await withSystem(async (tx) => {
    await tx
      .update(tenants)
      .set({ subscriptionTier: "free" })
      .where(inArray(tenants.id, [tenant.id, other.id]));
    await tx
      .insert(memberships)
      .values({ tenantId: other.id, userId: tenant.members.viewer.id, role: "viewer" });
    await tx
      .insert(secondFactors)
      .values({ userId: tenant.members.admin.id, secret: seal("SECRET", "totp") });
    await tx.insert(outbox).values([
      { tenantId: tenant.id, name: "file/uploaded", data: { n: 1 }, deliveredAt: new Date() },
      { tenantId: tenant.id, name: "file/uploaded", data: { n: 2 } },
    ]);
  });
});
afterAll(async () => {
  await closePools();
  await owner.end();
  await rm(directory, { recursive: true, force: true });
});

const backup = (options: { tenant?: string } = {}) =>
  createBackup(here, { to: path.join(directory, randomUUID()), recipients: key.to, ...options });
const restore = async (file: string, slug: string, into = here) =>
  restoreTenant(into, file, key.by, await walkBackup(file, key.by), slug);

/** Every row of an organisation, by table, without the numbers that an installation gives, and what a restore tells in the log. */
async function rowsOf(scope: Scope, sqlOf = owner): Promise<Map<string, string[]>> {
  return sqlOf.begin(async (tx) => {
    await tx.unsafe(PLAIN_TEXT);
    const found = new Map<string, string[]>();
    for (const table of await tablesOf(tx)) {
      const columns = table.columns.filter((column) => !table.numbered.includes(column));
      const query = copyOut({ ...table, columns }, scope);
      if (query === null) continue;
      const chunks: Buffer[] = [];
      for await (const chunk of await tx.unsafe(query).readable()) chunks.push(chunk);
      const lines = Buffer.concat(chunks).toString("utf8").split("\n").filter(Boolean);
      if (lines.length > 0) found.set(table.name, lines);
    }
    const logs = found.get("audit_logs") ?? [];
    const told = logs
      .filter((line) => line.includes("tenant.recovered"))
      .map((line) => line.split("\t")[0] ?? "");
    for (const name of ["audit_logs", "audit_chain"])
      found.set(
        name,
        (found.get(name) ?? []).filter((line) => !told.some((id) => line.includes(id))),
      );
    return found;
  });
}

/** As if it had never been: what a deletion and its jobs leave. */
async function remove({ id, slug, members }: Filled) {
  await deleteTenant({ slug, confirmed: true });
  for (const bucket of ["files", "archive"] as const)
    for (const prefix of [tenantPrefix(bucket, id), ...(bucket === "archive" ? [`audit/${id}/`] : [])])
      await here.stores[bucket].purgeFolder(prefix, 1000);
  return [members.viewer.id, members.editor.id, members.admin.id];
}

it("knows of every table whether it goes with an organisation", async () => {
  const scope: Scope = { kind: "tenant", id: tenant.id, slug: tenant.slug };
  const tables = await tablesOf(owner);
  for (const { name, columns } of tables)
    expect(() => conditionFor(scope, name, columns), name).not.toThrow();
  const names = new Set(tables.map(({ name }) => name));
  for (const listed of [NEVER, NOT_OF_TENANT, PLATFORM].flatMap(Object.keys)) expect(names).toContain(listed);
  // What is the platform's has no organisation's column, but for traces and limits, which name their reason.
  for (const { name, columns } of tables)
    if (name in PLATFORM && !(name in NOT_OF_TENANT || name in NEVER))
      expect(columns, name).not.toContain("tenant_id");
});

it.each(["its own backup", "a whole one"])(
  "brings a deleted organisation back from %s, and no other",
  async (from) => {
    const scope: Scope = { kind: "tenant", id: tenant.id, slug: tenant.slug };
    const made = await backup(from === "a whole one" ? {} : { tenant: tenant.slug });
    expect(made.complete).toBe(true);
    if (from !== "a whole one") {
      const { manifest, secrets } = await walkBackup(made.file, key.by);
      expect(secrets).toBeNull();
      expect(manifest.tenants).toEqual([{ id: tenant.id, slug: tenant.slug }]);
    }
    const [before, others] = [
      await rowsOf(scope),
      await rowsOf({ kind: "tenant", id: other.id, slug: other.slug }),
    ];
    expect(before.size).toBeGreaterThan(12);
    const people = await remove(tenant);
    // One account is gone as well, one was changed since; the viewer is still the other's.
    const [gone, changed] = [tenant.members.admin.id, tenant.members.editor.id];
    await withSystem(async (tx) => {
      await tx.delete(users).where(eq(users.id, gone));
      await tx.update(users).set({ name: "Renamed" }).where(eq(users.id, changed));
    });
    expect(people).toContain(gone);
    const restored = await restore(made.file, tenant.slug);
    expect(restored).toMatchObject({
      tenant: { id: tenant.id, slug: tenant.slug },
      accounts: { restored: 1, kept: 2 },
      objects: { written: tenant.objects.length + 1, there: 0 },
      absent: [],
    });
    const after = await rowsOf(scope);
    const { users: usersBefore = [], ...restBefore } = Object.fromEntries(before);
    const { users: usersAfter = [], ...restAfter } = Object.fromEntries(after);
    expect(restAfter).toEqual(restBefore);
    expect(usersAfter.filter((line) => !usersBefore.includes(line))).toEqual([
      expect.stringContaining("Renamed"),
    ]);
    expect(restAfter.second_factors).toHaveLength(1);
    expect(restAfter.outbox).toHaveLength(1);
    expect(await rowsOf({ kind: "tenant", id: other.id, slug: other.slug })).toEqual(others);
    for (const { bucket, key: name, content } of tenant.objects)
      expect(await here.stores[bucket].head(name)).toMatchObject({ size: content.length });
    expect((await verifyTenantLog(tenant.id)).problems).toEqual([]);
    const noted = await withSystem((tx) =>
      tx.select().from(deletedFiles).where(eq(deletedFiles.organisationId, tenant.id)),
    );
    expect(noted).toEqual([]);
    // What its deletion still had to do is over.
    const [waiting] = await withSystem((tx) =>
      tx.execute<{ n: number }>(
        sql`select count(*)::int as n from outbox where name = 'tenant/deleted' and delivered_at is null`,
      ),
    );
    expect(waiting?.n).toBe(0);
    await withSystem((tx) => tx.update(users).set({ name: "" }).where(eq(users.id, changed)));
  },
);

it("refuses one that is there, whose address or accounts are taken, or that the backup lacks", async () => {
  const { file } = await backup();
  await expect(restore(file, tenant.slug)).rejects.toMatchObject({ code: "tenant_exists" });
  await expect(restore(file, "nobody")).rejects.toMatchObject({ code: "tenant_not_in_backup" });
  await expect(restore(file, tenant.slug, { ...here, authSecret: "y".repeat(40) })).rejects.toMatchObject({
    code: "other_secret",
  });

  await remove(tenant);
  await withSystem((tx) => tx.update(tenants).set({ slug: tenant.slug }).where(eq(tenants.id, other.id)));
  await expect(restore(file, tenant.slug)).rejects.toMatchObject({ code: "slug_taken" });
  await withSystem((tx) => tx.update(tenants).set({ slug: other.slug }).where(eq(tenants.id, other.id)));

  const { id, email } = tenant.members.admin;
  await withSystem(async (tx) => {
    await tx.delete(users).where(eq(users.id, id));
    await tx.insert(users).values({ email: email.toUpperCase(), name: "Another" });
  });
  await expect(restore(file, tenant.slug)).rejects.toMatchObject({ code: "account_differs" });
  await withSystem((tx) => tx.delete(users).where(eq(users.name, "Another")));

  // A file's id that somebody has by now: nothing of the rows stays, and no object.
  const taken = tenant.objects.find(({ bucket }) => bucket === "files")?.key.split("/")[2] ?? "";
  await withSystem((tx) =>
    tx.insert(files).values({
      id: taken,
      tenantId: other.id,
      filename: "x.ifc",
      format: "ifc",
      size: 1,
      storageKey: `files/${other.id}/${taken}/x.ifc`,
    }),
  );
  await expect(restore(file, tenant.slug)).rejects.toMatchObject({ code: "tenant_collides" });
  expect(await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.id, tenant.id)))).toEqual([]);
  for (const bucket of ["files", "archive"] as const)
    for await (const object of here.stores[bucket].list(tenantPrefix(bucket, tenant.id)))
      expect.unreachable(object.key);
  await withSystem((tx) => tx.delete(files).where(eq(files.id, taken)));
  await restore(file, tenant.slug);
});

it("lets nobody remove its objects meanwhile, and takes back a deletion that was asked for", async () => {
  const due = new Date(Date.now() - 60_000);
  const asked = { deletionDueAt: due, deletionRequestedBy: tenant.members.admin.id };
  await withSystem((tx) => tx.update(tenants).set(asked).where(eq(tenants.id, tenant.id)));
  const { file } = await backup({ tenant: tenant.slug });
  await remove(tenant);
  const { files: store } = here.stores;
  const { putStream } = store;
  const free: unknown[] = [];
  const put = vi.spyOn(store, "putStream").mockImplementation(async (...given) => {
    free.push(
      await unlessRestoring(tenant.id, async () => true),
      await unlessRestoring(other.id, async () => true),
    );
    if (free.length > 4) throw new Error("The store is full");
    return putStream.apply(store, given);
  });
  const announced = () =>
    withSystem((tx) =>
      tx.execute<{ n: number }>(
        sql`select count(*)::int as n from outbox where name = 'tenant/deleted' and delivered_at is null and tenant_id = ${tenant.id}`,
      ),
    );
  await expect(restore(file, tenant.slug)).rejects.toThrow("The store is full");
  expect(free).toEqual([null, true, null, true, null, true]);
  // What is left of it goes as before.
  expect(await unlessRestoring(tenant.id, async () => true)).toBe(true);
  expect(await announced()).toEqual([{ n: 1 }]);
  for await (const object of store.list(tenantPrefix("files", tenant.id))) expect.unreachable(object.key);

  // An account that somebody makes while objects are stored.
  const { id, email } = tenant.members.admin;
  await withSystem((tx) => tx.delete(users).where(eq(users.id, id)));
  put.mockImplementation(async (...given) => {
    await withSystem((tx) => tx.insert(users).values({ email, name: "Another" }).onConflictDoNothing());
    return putStream.apply(store, given);
  });
  await expect(restore(file, tenant.slug)).rejects.toMatchObject({ code: "account_differs" });
  await withSystem((tx) => tx.delete(users).where(eq(users.name, "Another")));
  put.mockRestore();

  const over = new AbortController();
  over.abort(new Error("Interrupted"));
  await expect(restore(file, tenant.slug, { ...here, signal: over.signal })).rejects.toThrow("Interrupted");
  expect(await restore(file, tenant.slug)).toMatchObject({ missing: [], left_in_bucket: { missing: [] } });
  expect(await announced()).toEqual([{ n: 0 }]);
  const [back] = await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.id, tenant.id)));
  expect(back).toMatchObject({ deletionDueAt: null, deletionRequestedBy: null });
  const told = await withSystem((tx) =>
    tx.execute<{ detail: unknown }>(sql`
      select detail from (select detail, created_at from audit_logs where tenant_id = ${tenant.id} and action = 'tenant.recovered'
        order by created_at desc limit 1) a
      union all select detail from (select detail, created_at from operator_logs where about_tenant = ${tenant.id}
        and action = 'tenant.recovered' order by created_at desc limit 1) o`),
  );
  const detail = expect.objectContaining({ deletion_withdrawn: due.toISOString() });
  expect([...told]).toEqual([{ detail }, { detail }]);
  expect((await verifyTenantLog(tenant.id)).problems).toEqual([]);
});

it("comes into another installation of the same secret that never had it", async () => {
  const { file } = await backup({ tenant: tenant.slug });
  const checked = await walkBackup(file, key.by);
  const into = await makeInstallation(ownDatabaseUrl);
  try {
    await expect(restoreBackup(into, file, key.by, checked)).rejects.toMatchObject({
      code: "backup_of_tenant",
    });
    const scope: Scope = { kind: "tenant", id: tenant.id, slug: tenant.slug };
    expect(await restoreTenant(into, file, key.by, checked, tenant.slug)).toMatchObject({
      accounts: { restored: 3, kept: 0 },
    });
    expect(await rowsOf(scope, into.owner)).toEqual(await rowsOf(scope));
    expect(await into.owner`select slug from tenants`).toEqual([{ slug: tenant.slug }]);
  } finally {
    await into.stop();
  }
});

it("comes into a database whose owner is no superuser", async () => {
  const { file } = await backup({ tenant: tenant.slug });
  const server = await startServer();
  try {
    const admin = postgres(server.url, { max: 1, onnotice: () => {} });
    await admin.unsafe("create role plain_owner login createdb createrole password 'plain'");
    await admin.end();
    const plain = { username: "plain_owner", password: "plain", pathname: "/postgres" };
    const into = await makeInstallation(Object.assign(new URL(server.url), plain).toString());
    expect(await restore(file, tenant.slug, into)).toMatchObject({ missing: [], absent: [] });
    const system = postgres(into.systemUrl, { max: 1, onnotice: () => {} });
    expect(
      await system`select (select count(*)::int from audit_logs l where exists (select from audit_chain c where c.audit_id = l.id)
        and action = 'tenant.recovered' and created_at > now() - interval '5 minutes') > 0 as linked,
        (select count(*)::int from operator_logs where action = 'tenant.recovered') as told`,
    ).toEqual([{ linked: true, told: 1 }]);
    await system.end();
    // Policies hold for its owner again.
    expect(
      await into.owner`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and not relispartition and not (relrowsecurity and relforcerowsecurity)`,
    ).toHaveLength(0);
    await into.stop();
  } finally {
    await server.stop();
  }
});

it("refuses a closed organisation, whose invoices go on", async () => {
  const { file } = await backup({ tenant: other.slug });
  // On a paid plan its accounts stay.
  await withSystem((tx) =>
    tx.update(tenants).set({ subscriptionTier: "pro" }).where(eq(tenants.id, other.id)),
  );
  await remove(other);
  await expect(restore(file, other.slug)).rejects.toMatchObject({ code: "tenant_closed" });
});
