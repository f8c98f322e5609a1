import "#lib/archival/logs/test/quick-restores.ts";
import "#lib/jobs/test/own-database.ts";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { removeExpiredLogs } from "#lib/archival/logs/expire-logs.ts";
import { loadRequestedLogs } from "#lib/archival/logs/load-requested.ts";
import { linesOf } from "#lib/archival/logs/read-part.ts";
import { requestLogRestore } from "#lib/archival/logs/request-restore.ts";
import { shedAuditLog } from "#lib/archival/logs/shed-audit-log.ts";
import {
  archive,
  DAY_MS,
  dayBefore,
  kindsOf,
  list,
  logOn,
  objectsOf,
  oldLog,
  partitions,
  partsOf,
  typesOf,
} from "#lib/archival/logs/test/old-log.ts";
import { anchorChain } from "#lib/audit/anchors.ts";
import { auditRow } from "#lib/audit/record.ts";
import { trimAuditLog } from "#lib/audit/retention.ts";
import { logOne, owner } from "#lib/audit/test/log.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { Archive } from "#lib/exports/archive.ts";
import { archivedActivity, writeArchivedLogs } from "#lib/exports/archived-logs.ts";
import { objectStores } from "#lib/storage/index.ts";
import { logsPrefix } from "#lib/storage/keys.ts";
import { deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import { purgePrefix } from "#lib/tenancy/purge-objects.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await owner.end();
  await closePools();
});

describe("old days of an audit log", () => {
  it("are archived a day an object, leave with their partition, and what is about invoices and the organisation stays", async () => {
    const { tenant, days } = await oldLog();
    await logOne(tenant.id, 1);
    const before = await list(tenant.id);
    expect(before.archived_days).toBeNull();
    expect(await archive(tenant.id)).toMatchObject({ matched: 3, archived: 3, failed: 0 });
    // Again there is nothing to do; and nothing has left before its partition does.
    expect(await archive(tenant.id)).toMatchObject({ matched: 0 });
    const parts = await partsOf(tenant.id);
    expect(parts.map(({ day, rows, removedAt }) => ({ day, rows, removedAt }))).toEqual(
      days.map((day) => ({ day, rows: 3, removedAt: null })),
    );
    const [part] = parts;
    if (!part) throw new Error("Nothing was archived");
    expect(await objectStores().archive.head(part.objectKey)).toMatchObject({
      storageClass: "STANDARD_IA",
      size: part.bytes,
      metadata: { sha256: part.sha256, "content-sha256": part.contentSha256, "tenant-id": tenant.id },
    });
    const lines: Record<string, unknown>[] = [];
    for await (const line of linesOf(part)) lines.push(JSON.parse(line));
    const known = new Map(before.items.map((entry) => [entry.id, entry]));
    for (const line of lines)
      expect(known.get(String(line.id))).toMatchObject({
        seq: line.seq,
        action: line.action,
        detail: line.detail,
        created_at: line.created_at,
      });
    const whole = await list(tenant.id);
    expect(whole.items.filter(({ action }) => action === "file.changed")).toHaveLength(9);
    expect(whole.archived_days).toBeNull();

    const weeks = await partitions();
    const shed = await shedAuditLog();
    expect(shed.rows).toBe(9);
    const left = await partitions();
    const gone = weeks.filter((name) => !left.includes(name));
    expect(gone.length).toBe(shed.partitions);
    expect(gone.length).toBeGreaterThan(0);
    expect(left).toContain("audit_logs_kept");
    // This week's and those to come are there, and written.
    await logOne(tenant.id, 2);
    expect((await typesOf(tenant.id)).filter((action) => action === "project.changed")).toHaveLength(2);
    expect((await typesOf(tenant.id)).filter((action) => action === "invoice.changed")).toHaveLength(3);
    expect((await typesOf(tenant.id)).filter((action) => action === "tenant.changed")).toHaveLength(3);
    expect((await partsOf(tenant.id)).every(({ removedAt }) => removedAt !== null)).toBe(true);
    const after = await list(tenant.id, { from: days[0], to: days[1] });
    expect(after.items.map(({ action }) => action).sort()).toEqual([
      ...["invoice.changed", "invoice.changed", "tenant.changed", "tenant.changed"],
    ]);
    expect(after.archived_days).toMatchObject({
      days: 2,
      rows: 6,
      first: days[0],
      last: days[1],
      searchable: 0,
      newest: [{ day: days[1], rows: 3, status: "archived" }, { day: days[0] }],
    });
    expect((await list(tenant.id, { from: dayBefore(10) })).archived_days).toBeNull();
    expect(await verifyTenantLog(tenant.id)).toMatchObject({
      verified: true,
      archived: { days: 3, rows: 9, read: 3, unread: 0 },
    });
    expect(await shedAuditLog()).toMatchObject({ rows: 0 });
  });

  it("wait as long as the organisation's own rule says, and keep no other's", async () => {
    const { tenant: slow } = await oldLog();
    const { tenant: quick } = await oldLog();
    await withSystem((tx) =>
      tx
        .update(tenantSettings)
        .set({ archivalRules: { logs: { afterDays: 60 } } })
        .where(eq(tenantSettings.tenantId, slow.id)),
    );
    expect(await archive(slow.id)).toMatchObject({ matched: 0 });
    await archive(quick.id);
    await shedAuditLog();
    const before = await typesOf(slow.id);
    expect(before.filter((action) => action === "file.changed")).toHaveLength(9);
    // Fifteen days later its turn has come. Its rows leave, wherever they stood.
    expect(await archive(slow.id, new Date(Date.now() + 20 * DAY_MS))).toMatchObject({ archived: 3 });
    await shedAuditLog();
    for (const { id } of [slow, quick]) {
      expect((await typesOf(id)).filter((action) => action === "file.changed")).toEqual([]);
      expect(await verifyTenantLog(id)).toMatchObject({ verified: true, archived: { days: 3 } });
    }
  });

  it("take what came late, or was archived ahead of its time, as a further part", async () => {
    const { tenant, days } = await oldLog();
    await archive(tenant.id);
    await logOn(tenant.id, days[0] ?? "", ["file"]);
    await shedAuditLog();
    await logOn(tenant.id, days[0] ?? "", ["file", "invoice"]);
    expect(await archive(tenant.id)).toMatchObject({ matched: 1, archived: 1 });
    const ahead = new Date(Date.now() + 40 * DAY_MS);
    await logOn(tenant.id, dayBefore(2), ["file"]);
    expect(await archive(tenant.id, ahead)).toMatchObject({ matched: 1, archived: 1 });
    await logOn(tenant.id, dayBefore(2), ["file"]);
    expect(await archive(tenant.id, ahead)).toMatchObject({ matched: 1, archived: 1 });
    await shedAuditLog();
    const parts = await partsOf(tenant.id);
    expect(parts.map(({ part, rows }) => [part, rows])).toEqual([
      ...[
        [1, 3],
        [2, 2],
        [1, 3],
        [1, 3],
      ],
      ...[
        [1, 1],
        [2, 1],
      ],
    ]);
    expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true });
    const ctx = await systemCtx(tenant.id);
    await requestLogRestore(ctx, { from: days[0] ?? "", to: dayBefore(0) });
    await loadRequestedLogs(tenant.id);
    const { items } = await list(tenant.id, { action: "file.changed" });
    expect(items).toHaveLength(13);
  });
});

describe("the chain", () => {
  it("holds what is archived: a changed row is not archived, a forged part shows", async () => {
    const { tenant, days } = await oldLog();
    await anchorChain(tenant.id, dayBefore(1));
    await owner`update audit_logs set actor = 'user:x' where tenant_id = ${tenant.id} and target_id = ${`${days[0]} 2`}`;
    const { failed, archived, days: done } = await archive(tenant.id);
    expect({ failed, archived }).toEqual({ failed: 1, archived: 2 });
    expect(done[0]).toMatchObject({ day: days[0], failure: { code: "audit_log_changed" } });
    expect(await objectsOf(tenant.id, days[0] ?? "")).toEqual([]);
    await owner`update audit_logs set actor = 'system' where tenant_id = ${tenant.id} and target_id = ${`${days[0]} 2`}`;
    expect(await archive(tenant.id)).toMatchObject({ archived: 1 });
    await shedAuditLog();
    expect(await kindsOf(tenant.id)).toEqual([]);

    // An intruder who puts another object there and says so in the table cannot say so in the chain.
    const [part] = await partsOf(tenant.id);
    if (!part) throw new Error("No part");
    await owner`update archived_logs set sha256 = ${"0".repeat(64)} where id = ${part.id}`;
    expect((await kindsOf(tenant.id)).sort()).toEqual(["archive_changed", "archive_unbound"]);
    await owner`update archived_logs set sha256 = ${part.sha256} where id = ${part.id}`;
    const [link] = await owner<{ hash: string }[]>`
      select hash from audit_chain where tenant_id = ${tenant.id} and seq = 1`;
    await owner`update audit_chain set hash = ${"1".repeat(64)} where tenant_id = ${tenant.id} and seq = 1`;
    expect(await kindsOf(tenant.id)).toContain("archive_unbound");
    await owner`update audit_chain set hash = ${link?.hash ?? ""} where tenant_id = ${tenant.id} and seq = 1`;
    await owner`delete from archived_logs where id = ${part.id}`;
    expect(await kindsOf(tenant.id)).toEqual([
      "archive_missing",
      ...["row_missing", "row_missing", "row_missing"],
    ]);
  });
});

describe("retention", () => {
  it("removes archived days that the plan keeps no longer, and the rest can be verified", async () => {
    const { tenant, days } = await oldLog();
    await owner`update tenants set subscription_tier = 'free' where id = ${tenant.id}`;
    await archive(tenant.id);
    await shedAuditLog();
    await logOne(tenant.id, 1);
    const [first] = await partsOf(tenant.id);
    // The first day is over its ninety days then, the others not.
    const later = new Date(Date.parse(`${days[0]}T00:00:00Z`) + 91.5 * DAY_MS);
    const removed = await withSystem((tx) => trimAuditLog(tx, tenant.id, later));
    // Three entries of the archive and one about the organisation.
    expect(removed).toBe(4);
    expect(await verifyTenantLog(tenant.id)).toMatchObject({
      verified: true,
      problems: [],
      archived: { days: 2 },
    });
    expect(await objectsOf(tenant.id, days[0] ?? "")).toEqual([first?.objectKey]);
    await removeExpiredLogs(new Date());
    expect(await objectsOf(tenant.id, days[0] ?? "")).toEqual([]);
    expect((await partsOf(tenant.id)).map(({ day }) => day)).toEqual(days.slice(1));
    expect((await list(tenant.id, { to: days[0] })).archived_days).toBeNull();
    expect((await list(tenant.id, { to: days[0] })).items.map(({ action }) => action)).toEqual([
      "invoice.changed",
    ]);
    expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true });
  });

  it("leaves the links of what stays archived, also of entries that were committed before removed ones", async () => {
    const tenant = await makeTenant();
    const [old, young] = [dayBefore(45), dayBefore(43)];
    await logOn(tenant.id, young, ["file", "file", "file"]);
    await logOn(tenant.id, old, ["file", "file"]);
    await archive(tenant.id);
    await owner`update archived_logs set removed_at = now() where tenant_id = ${tenant.id}`;
    await owner`delete from audit_logs where tenant_id = ${tenant.id} and target_type = 'file'`;
    const later = new Date(Date.parse(`${old}T00:00:00Z`) + 91.5 * DAY_MS);
    expect(await withSystem((tx) => trimAuditLog(tx, tenant.id, later))).toBe(2);
    expect(await verifyTenantLog(tenant.id)).toMatchObject({
      verified: true,
      removed_up_to: 5,
      archived: { days: 1, rows: 3, read: 1 },
    });
  });
});

it("archived days are in the organisation's export, and in a person's own data what they did", async () => {
  const tenant = await makeTenant({ plan: "pro" });
  const [me, other] = [await makeMember(tenant.id, "admin"), await makeMember(tenant.id, "admin")];
  const day = dayBefore(44);
  await logOn(tenant.id, day, ["file"]);
  for (const { id } of [me, other])
    await withSystem((tx) =>
      tx.insert(auditLogs).values({
        ...auditRow({ tenantId: tenant.id, actor: `user:${id}` }, "file.deleted", {
          type: "file",
          id: `of ${id}`,
        }),
        createdAt: new Date(`${day}T13:00:00Z`),
      }),
    );
  await archive(tenant.id);
  await owner`update archived_logs set removed_at = now() where tenant_id = ${tenant.id}`;
  const mine: Record<string, unknown>[] = [];
  for await (const entry of archivedActivity([tenant.id], me.id)) mine.push(entry);
  expect(mine).toEqual([
    expect.objectContaining({ organisation_id: tenant.id, actor: `user:${me.id}`, target_id: `of ${me.id}` }),
  ]);
  const written = new Archive();
  const entries = (async () => {
    await writeArchivedLogs(await systemCtx(tenant.id), written, async () => {});
    await written.finish({});
    return written.entries;
  })();
  for await (const _chunk of written.output);
  const [part] = await partsOf(tenant.id);
  expect((await entries).slice(0, 2)).toMatchObject([
    { path: `logs/audit-${day}-1.ndjson.gz`, size: part?.bytes, sha256: part?.sha256 },
    { path: "logs/not-included.csv" },
  ]);
});

it("an organisation that is closed keeps what is about it and its invoices, and nothing that was archived", async () => {
  const { tenant, days } = await oldLog();
  await archive(tenant.id);
  await shedAuditLog();
  await deleteTenant({ slug: tenant.slug, confirmed: true });
  expect(await partsOf(tenant.id)).toEqual([]);
  const actions = await typesOf(tenant.id);
  expect(actions.filter((action) => action === "file.changed")).toEqual([]);
  expect(actions.filter((action) => action === "invoice.changed")).toHaveLength(3);
  expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true, archived: { days: 0 } });
  // Its objects go by the job that purges every store.
  await purgePrefix(objectStores().archive, logsPrefix(tenant.id));
  for (const day of days) expect(await objectsOf(tenant.id, day)).toEqual([]);
});
