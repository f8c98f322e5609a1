import "#lib/jobs/test/own-database.ts";
import { randomUUID } from "node:crypto";
import { asc, eq, isNull } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { archivedLogs } from "#db/schema/archival.ts";
import { jobRuns, jobSteps, type RunStatus } from "#db/schema/jobs.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { archiveJobDay } from "#lib/archival/logs/archive-job-day.ts";
import { archiveLogs } from "#lib/archival/logs/archive-logs.ts";
import { removeExpiredLogs } from "#lib/archival/logs/expire-logs.ts";
import { archiveDueLogs, archiveOldRuns } from "#lib/archival/logs/nightly.ts";
import { linesOf } from "#lib/archival/logs/read-part.ts";
import { DAY_MS, dayBefore, logOn, partsOf } from "#lib/archival/logs/test/old-log.ts";
import { objectStores } from "#lib/storage/index.ts";
import { logsPrefix } from "#lib/storage/keys.ts";
import { StoreUnavailable } from "#lib/storage/store.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

afterEach(() => vi.restoreAllMocks());
afterAll(closePools);

const STANDARD_IA = "STANDARD_IA" as const;

/** A run with one step that ended so many days ago, at noon; of no organisation unless told. */
async function endedRun(daysAgo: number, tenantId: string | null, status: RunStatus = "completed") {
  const id = randomUUID();
  const at = new Date(`${dayBefore(daysAgo)}T12:00:00Z`);
  await withSystem(async (tx) => {
    await tx.insert(jobRuns).values({
      id,
      functionId: "construction-ai-send-mail",
      event: {
        name: "mail/requested",
        data: { tenant_id: tenantId, email: "ada@example.test", invitation_id: id },
      },
      tenantId,
      status,
      places: [],
      placeKey: "",
      createdAt: at,
      finishedAt: status === "sleeping" ? null : at,
      ...(status === "failed"
        ? { error: { name: "Refused", message: "550 no such <ada@example.test>" } }
        : {}),
    });
    await tx.insert(jobSteps).values({
      runId: id,
      stepId: "s1",
      name: "write",
      status: "done",
      data: { to: "ada@example.test" },
      attempts: 2,
      doneAt: at,
    });
  });
  return id;
}

const runsOf = (tenantId: string | null) =>
  withSystem((tx) =>
    tx
      .select({ id: jobRuns.id })
      .from(jobRuns)
      .where(tenantId === null ? isNull(jobRuns.tenantId) : eq(jobRuns.tenantId, tenantId)),
  );
const stepsOf = (runId: string) =>
  withSystem((tx) => tx.select().from(jobSteps).where(eq(jobSteps.runId, runId)));

async function linesOfPart(part: typeof archivedLogs.$inferSelect): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  for await (const line of linesOf(part)) lines.push(JSON.parse(line));
  return lines;
}

describe("old job logs", () => {
  it("are archived by organisation and day, without what they carried, and then leave the queue", async () => {
    const tenant = await makeTenant();
    const [old, failed] = [await endedRun(40, tenant.id), await endedRun(40, tenant.id, "failed")];
    const young = await endedRun(29, tenant.id);
    const open = await endedRun(50, tenant.id, "sleeping");
    const ctx = await systemCtx(tenant.id);
    expect(await archiveLogs(ctx, { asOf: new Date(), storageClass: STANDARD_IA })).toMatchObject({
      matched: 1,
      archived: 1,
      failed: 0,
    });
    expect((await runsOf(tenant.id)).map(({ id }) => id).sort()).toEqual([young, open].sort());
    expect([await stepsOf(old), await stepsOf(failed)]).toEqual([[], []]);
    expect(await stepsOf(young)).toHaveLength(1);
    const [part] = await partsOf(tenant.id);
    if (!part) throw new Error("Nothing was archived");
    expect(part).toMatchObject({ kind: "job", day: dayBefore(40), rows: 2, removedAt: expect.any(Date) });
    const lines = await linesOfPart(part);
    expect(lines).toMatchObject([
      {
        id: old,
        tenant_id: tenant.id,
        function: "construction-ai-send-mail",
        event: { name: "mail/requested", ids: { tenant_id: tenant.id, invitation_id: old } },
        status: "completed",
        error: null,
        steps: [{ id: "s1", name: "write", status: "done", attempts: 2 }],
      },
      { id: failed, status: "failed", error: { name: "Refused", message: "550 no such <[address]>" } },
    ]);
    expect(JSON.stringify(lines)).not.toContain("ada@");
    expect(await archiveLogs(ctx, { asOf: new Date(), storageClass: STANDARD_IA })).toMatchObject({
      matched: 0,
    });
    // Runs of a day that is not over are let be, whatever the moment that is asked for.
    const now = await endedRun(0, tenant.id);
    const ahead = new Date(Date.now() + 60 * DAY_MS);
    await archiveLogs(ctx, { asOf: ahead, storageClass: STANDARD_IA });
    expect((await runsOf(tenant.id)).map(({ id }) => id)).toContain(now);
  });

  it("of no organisation, and of those that the night's runs passed over, go the same way", async () => {
    const nobodys = await endedRun(41, null);
    const gone = await endedRun(41, randomUUID());
    const tenant = await makeTenant();
    await endedRun(41, tenant.id);
    await logOn(tenant.id, dayBefore(41), ["file"]);
    for (let after: string | null = null; ; ) {
      const batch = await archiveDueLogs(new Date(), after, 2);
      expect(batch.failed).toBe(0);
      if (!batch.last) break;
      after = batch.last;
    }
    expect((await partsOf(tenant.id)).map(({ kind, rows }) => [kind, rows])).toEqual([
      ["audit", 1],
      ["job", 1],
    ]);
    // One day after the other; one that fails keeps none.
    const other = await endedRun(40, null);
    vi.spyOn(objectStores().archive, "putStream").mockRejectedValueOnce(new StoreUnavailable("timeout"));
    const first = await archiveOldRuns(new Date(), null, 1);
    expect(first).toEqual({ last: { tenantId: null, day: dayBefore(41) }, archived: 0, failed: 1 });
    const second = await archiveOldRuns(new Date(), first.last, 1);
    expect(second).toEqual({ last: { tenantId: null, day: dayBefore(40) }, archived: 1, failed: 0 });
    expect(await archiveOldRuns(new Date(), second.last, 1)).toEqual({ last: null, archived: 0, failed: 0 });
    expect((await runsOf(null)).map(({ id }) => id)).not.toContain(other);
    expect(await archiveOldRuns(new Date(), null, 100)).toEqual({ last: null, archived: 1, failed: 0 });
    const [part] = await withSystem((tx) =>
      tx.select().from(archivedLogs).where(isNull(archivedLogs.tenantId)).orderBy(asc(archivedLogs.day)),
    );
    if (!part) throw new Error("Nothing was archived");
    expect(part.objectKey.startsWith(logsPrefix(null))).toBe(true);
    expect((await linesOfPart(part)).map(({ id }) => id).sort()).toEqual([nobodys, gone].sort());
    expect((await runsOf(null)).map(({ id }) => id)).not.toContain(nobodys);

    // The plan keeps a year (pro) or ninety days (free) of them; the platform a year of its own.
    expect(await removeExpiredLogs(new Date(Date.now() + 60 * DAY_MS))).toBeGreaterThanOrEqual(1);
    expect((await partsOf(tenant.id)).map(({ kind }) => kind)).toEqual(["audit"]);
    await expect(objectStores().archive.head(part.objectKey)).resolves.toMatchObject({ size: part.bytes });
    await removeExpiredLogs(new Date(Date.now() + 330 * DAY_MS));
    await expect(objectStores().archive.head(part.objectKey)).rejects.toMatchObject({
      code: "object_not_found",
    });
  });

  it("are archived once, however the process ends, and by however many at once", async () => {
    const tenant = await makeTenant();
    const ids = [await endedRun(42, tenant.id), await endedRun(42, tenant.id), await endedRun(42, tenant.id)];
    const day = { tenantId: tenant.id, day: dayBefore(42) };
    const store = objectStores().archive;
    for (const method of ["putStream", "getStream", "copy", "head"] as const) {
      vi.spyOn(store, method).mockRejectedValueOnce(new StoreUnavailable("timeout"));
      await expect(archiveJobDay(day, STANDARD_IA)).rejects.toThrow("timeout");
      vi.restoreAllMocks();
      expect(await runsOf(tenant.id)).toHaveLength(3);
    }
    // Killed after the part counted, before its runs were gone.
    const { sql } = pool("cai_system");
    await sql.begin(async (held) => {
      await held`select 1 from job_runs where id = ${ids[0] ?? ""} for update`;
      await archiveJobDay(day, STANDARD_IA);
    });
    expect((await runsOf(tenant.id)).map(({ id }) => id)).toEqual([ids[0]]);
    expect((await partsOf(tenant.id)).map(({ removedAt }) => removedAt)).toEqual([null]);
    await Promise.all([archiveJobDay(day, STANDARD_IA), archiveJobDay(day, STANDARD_IA)]);
    const parts = await partsOf(tenant.id);
    expect(parts.map(({ rows, removedAt }) => [rows, removedAt !== null])).toEqual([[3, true]]);
    expect(await runsOf(tenant.id)).toEqual([]);

    const other = await makeTenant();
    await endedRun(42, other.id);
    const otherDay = { tenantId: other.id, day: dayBefore(42) };
    await Promise.all([1, 2, 3].map(() => archiveJobDay(otherDay, STANDARD_IA)));
    expect((await partsOf(other.id)).map(({ rows }) => rows)).toEqual([1]);
    const keys: string[] = [];
    for await (const { key } of store.list(logsPrefix(other.id))) keys.push(key);
    expect(keys).toHaveLength(1);
  });

  it("that join an archived day later make a further part, whatever became of the first", async () => {
    const tenant = await makeTenant();
    const day = { tenantId: tenant.id, day: dayBefore(43) };
    const ids = [await endedRun(43, tenant.id), await endedRun(43, tenant.id)];
    const archived = async () => {
      const parts = await partsOf(tenant.id);
      const lines = await Promise.all(parts.map(linesOfPart));
      return {
        parts: parts.map(({ rows, removedAt }) => [rows, removedAt !== null]),
        ids: lines.flat().map(({ id }) => id),
      };
    };
    // Its process died before the first part's runs were gone, and then another run joined the day.
    const { sql } = pool("cai_system");
    await sql.begin(async (held) => {
      await held`select 1 from job_runs where id = ${ids[0] ?? ""} for update`;
      await archiveJobDay(day, STANDARD_IA);
    });
    ids.push(await endedRun(43, tenant.id));
    expect(await archiveJobDay(day, STANDARD_IA)).toMatchObject({ rows: 1 });
    expect(await archived()).toEqual({
      parts: [
        [2, true],
        [1, true],
      ],
      ids,
    });
    expect(await runsOf(tenant.id)).toEqual([]);
    // One that joins between the writing and the clearing is in no part, and stays for the next.
    ids.push(await endedRun(43, tenant.id));
    const store = objectStores().archive;
    const copy = store.copy.bind(store);
    vi.spyOn(store, "copy").mockImplementationOnce(async (...args) => {
      ids.push(await endedRun(43, tenant.id));
      return copy(...args);
    });
    expect(await archiveJobDay(day, STANDARD_IA)).toMatchObject({ rows: 1 });
    expect((await runsOf(tenant.id)).map(({ id }) => id)).toEqual(ids.slice(4));
    expect(await archiveJobDay(day, STANDARD_IA)).toMatchObject({ rows: 1 });
    expect((await archived()).ids).toEqual(ids);
    expect(await archiveJobDay(day, STANDARD_IA)).toBeNull();
  });
});
