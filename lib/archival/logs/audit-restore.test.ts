import "#lib/archival/logs/test/quick-restores.ts";
import "#lib/jobs/test/own-database.ts";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogsRestored } from "#db/schema/audit.ts";
import { withSystem } from "#db/tenant.ts";
import { forgetRestoredLogs } from "#lib/archival/logs/expire-logs.ts";
import { loadRequestedLogs } from "#lib/archival/logs/load-requested.ts";
import { requestLogRestore } from "#lib/archival/logs/request-restore.ts";
import { shedAuditLog } from "#lib/archival/logs/shed-audit-log.ts";
import {
  archive,
  DAY_MS,
  dayBefore,
  kindsOf,
  list,
  oldLog,
  partsOf,
  write,
} from "#lib/archival/logs/test/old-log.ts";
import { ExportAuditLogs, exportAuditLogs } from "#lib/audit/export-logs.ts";
import { ListAuditLogs, listAuditLogs } from "#lib/audit/list-logs.ts";
import { owner } from "#lib/audit/test/log.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { objectStores } from "#lib/storage/index.ts";
import { StoreUnavailable } from "#lib/storage/store.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await owner.end();
  await closePools();
});

describe("restoring archived days", () => {
  it("makes each entry searchable once, for seven days, and repeats nothing", async () => {
    const { tenant, days } = await oldLog();
    const whole = (await list(tenant.id)).items;
    await archive(tenant.id);
    await shedAuditLog();
    const ctx = await systemCtx(tenant.id);
    const range = { from: days[0] ?? "", to: days[1] ?? "" };
    await expect(requestLogRestore(ctx, { from: dayBefore(5), to: dayBefore(1) })).rejects.toMatchObject({
      code: "no_archived_days",
    });
    const viewer = { ...ctx, principal: { kind: "api_key", keyId: "k", role: "editor" } as const };
    await expect(requestLogRestore(viewer, range)).rejects.toMatchObject({ status: 403 });
    expect(await requestLogRestore(ctx, range)).toMatchObject({ days: 2, rows: 6, status: "requested" });
    expect((await list(tenant.id, range)).archived_days).toMatchObject({ requested: 2, searchable: 0 });
    // One at a time, as a step that stops early does.
    expect(await loadRequestedLogs(tenant.id, 1)).toEqual({ loaded: 1, failed: 0, waiting: 0, more: true });
    expect(await loadRequestedLogs(tenant.id)).toMatchObject({ loaded: 1, more: false });
    expect(await requestLogRestore(ctx, range)).toMatchObject({ status: "ready" });
    await Promise.all([loadRequestedLogs(tenant.id), loadRequestedLogs(tenant.id)]);

    const found = await list(tenant.id, { ...range, action: "file" });
    const asked = whole.filter(
      ({ action, created_at }) => action === "file.changed" && created_at.slice(0, 10) <= range.to,
    );
    expect(found.items).toEqual(asked);
    expect(found.archived_days).toMatchObject({ days: 2, searchable: 2, requested: 0 });
    expect((await list(tenant.id, { ...range, q: "“quoted”" })).items).toHaveLength(10);
    const pages: string[] = [];
    for (let query: Record<string, string> = { limit: "2", to: range.to }; ; ) {
      const page = await listAuditLogs(ctx, ListAuditLogs.parse(query));
      pages.push(...page.items.map(({ id }) => id));
      if (!page.next) break;
      query = Object.fromEntries(new URL(page.next, "http://x").searchParams);
    }
    expect(pages).toEqual(
      whole.filter(({ created_at }) => created_at.slice(0, 10) <= range.to).map(({ id }) => id),
    );
    const exported = await exportAuditLogs(ctx, ExportAuditLogs.parse({ ...range, format: "jsonl" }));
    expect(exported.archivedDays).toBe(0);
    expect((await new Response(exported.body).text()).trimEnd().split("\n")).toHaveLength(10);
    const more = await exportAuditLogs(ctx, ExportAuditLogs.parse({ format: "jsonl" }));
    expect(more.archivedDays).toBe(1);
    await more.body.cancel();

    expect(await forgetRestoredLogs(new Date(Date.now() + 6.9 * DAY_MS))).toBe(0);
    expect(await forgetRestoredLogs(new Date(Date.now() + 7.1 * DAY_MS))).toBeGreaterThanOrEqual(2);
    expect((await list(tenant.id, { ...range, action: "file" })).items).toEqual([]);
    const copies = await withSystem((tx) =>
      tx.select().from(auditLogsRestored).where(eq(auditLogsRestored.tenantId, tenant.id)),
    );
    expect(copies).toEqual([]);
    expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true });
  });

  it("waits for the store where the class needs it", async () => {
    const { tenant, days } = await oldLog();
    await archive(tenant.id, new Date(), "GLACIER");
    await shedAuditLog();
    expect(await verifyTenantLog(tenant.id)).toMatchObject({
      verified: true,
      archived: { days: 3, read: 0, unread: 3 },
    });
    const ctx = await systemCtx(tenant.id);
    const range = { from: days[0] ?? "", to: days[0] ?? "" };
    const { status, estimated_ready } = await requestLogRestore(ctx, range);
    expect(status).toBe("requested");
    expect(Date.parse(estimated_ready) - Date.now()).toBeGreaterThan(3_600_000);
    expect(await loadRequestedLogs(tenant.id)).toMatchObject({ loaded: 0, waiting: 1 });
    await vi.waitFor(
      async () => {
        await loadRequestedLogs(tenant.id);
        expect((await list(tenant.id, { ...range, action: "file" })).items).toHaveLength(3);
      },
      { timeout: 20_000, interval: 300 },
    );
  });

  it("gives nothing of an object that was changed or is gone, and says so", async () => {
    const { tenant, days } = await oldLog();
    await archive(tenant.id);
    await shedAuditLog();
    const parts = await partsOf(tenant.id);
    await write(parts[0]?.objectKey ?? "", "no gzip");
    await objectStores().archive.purge(parts[1]?.objectKey ?? "");
    expect((await kindsOf(tenant.id)).sort()).toEqual(["archive_changed", "archive_missing"]);
    const ctx = await systemCtx(tenant.id);
    await requestLogRestore(ctx, { from: days[0] ?? "", to: days[2] ?? "" });
    expect(await loadRequestedLogs(tenant.id)).toEqual({ loaded: 1, failed: 2, waiting: 0, more: false });
    const { items } = await list(tenant.id);
    expect(items.filter(({ action }) => action === "file.changed")).toHaveLength(3);
    expect(
      items.filter(({ action }) => action === "audit_log.restore_failed").map(({ detail }) => detail.day),
    ).toEqual([days[1], days[0]]);
  });
});

describe("what fails on the way back", () => {
  it("keeps no other day: the store's failure is thrown in the end, and the next call goes on", async () => {
    const { tenant, days } = await oldLog();
    await archive(tenant.id);
    await shedAuditLog();
    const ctx = await systemCtx(tenant.id);
    await requestLogRestore(ctx, { from: days[0] ?? "", to: days[2] ?? "" });
    vi.spyOn(objectStores().archive, "head").mockRejectedValueOnce(new StoreUnavailable("503 SlowDown"));
    await expect(loadRequestedLogs(tenant.id)).rejects.toThrow("503 SlowDown");
    expect((await list(tenant.id)).archived_days).toMatchObject({ searchable: 2, requested: 1 });
    expect(await loadRequestedLogs(tenant.id)).toMatchObject({ loaded: 1, failed: 0 });
    expect((await list(tenant.id, { action: "file" })).items).toHaveLength(9);
  });

  it("a day that the plan keeps no longer does not come back", async () => {
    const { tenant, days } = await oldLog();
    await archive(tenant.id);
    await shedAuditLog();
    const range = { from: days[0] ?? "", to: days[1] ?? "" };
    await requestLogRestore(await systemCtx(tenant.id), range);
    await owner`update archived_logs set expired_at = now() where tenant_id = ${tenant.id} and day = ${range.from}`;
    expect(await loadRequestedLogs(tenant.id)).toMatchObject({ loaded: 1, failed: 0 });
    expect((await list(tenant.id, { ...range, action: "file" })).items).toHaveLength(3);
  });

  it("all that is asked for together has a limit", async () => {
    const { tenant, days } = await oldLog();
    await archive(tenant.id);
    await shedAuditLog();
    const ctx = await systemCtx(tenant.id);
    const ask = (day = 0) =>
      requestLogRestore(ctx, { from: days[day] ?? "", to: days[day] ?? "" }, new Date(), 6);
    await ask(0);
    await loadRequestedLogs(tenant.id);
    // Asked again it is the same.
    await ask(0);
    await loadRequestedLogs(tenant.id);
    expect(await ask(1)).toMatchObject({ rows: 3 });
    await expect(ask(2)).rejects.toMatchObject({
      code: "too_many_rows",
      message: expect.stringMatching(
        /^These days have 3 entries, and 6 of other days are restored or asked for; 6 can be/,
      ),
    });
    expect((await list(tenant.id)).archived_days).toMatchObject({ searchable: 1, requested: 1 });
    // Those that were restored have left again.
    await forgetRestoredLogs(new Date(Date.now() + 8 * DAY_MS));
    expect(await ask(2)).toMatchObject({ rows: 3 });
  });
});
