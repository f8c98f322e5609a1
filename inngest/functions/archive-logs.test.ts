import "#lib/jobs/test/own-database.ts";

import { eq } from "drizzle-orm";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { jobRuns } from "#db/schema/jobs.ts";
import { withSystem } from "#db/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { archiveLogs } from "#lib/archival/logs/archive-logs.ts";
import { requestLogRestore } from "#lib/archival/logs/request-restore.ts";
import { shedAuditLog } from "#lib/archival/logs/shed-audit-log.ts";
import { oldLog, partsOf } from "#lib/archival/logs/test/old-log.ts";
import { ListAuditLogs, listAuditLogs } from "#lib/audit/list-logs.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { type Engine, startEngine } from "#lib/jobs/embedded/engine.ts";
import { writeOutbox } from "#lib/jobs/outbox.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { archiveLogsNightly, restoreLogs } from "./archive-logs.ts";

let engine: Engine | undefined;
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
});
afterAll(closePools);

const runOf = async (id: string) => {
  const [run] = await withSystem((tx) =>
    tx
      .select({ status: jobRuns.status, output: jobRuns.output, error: jobRuns.error })
      .from(jobRuns)
      .where(eq(jobRuns.functionId, `construction-ai-${id}`)),
  );
  return run;
};

it("the night archives what nobody else has, and lets it go", async () => {
  const { tenant } = await oldLog();
  // The schedule's event, as the engine sends it.
  const nightly = inngest.createFunction(
    { id: "test-night", triggers: [{ event: "test/night" }], retries: 0 },
    ({ step }) => step.invoke("archive-logs", { function: archiveLogsNightly }),
  );
  engine = await startEngine({
    client: inngest,
    schedules: false,
    functions: [nightly, archiveLogsNightly],
    slots: 2,
    backoffMs: 100,
  });
  await withSystem((tx) => writeOutbox(tx, { tenantId: null, name: "test/night", data: {} }));
  await vi.waitFor(
    async () =>
      expect(await runOf("archive-logs")).toMatchObject({
        status: "completed",
        error: null,
        output: { archived: 3, rows: 9 },
      }),
    { timeout: 25_000, interval: 100 },
  );
  expect((await partsOf(tenant.id)).map(({ removedAt }) => removedAt !== null)).toEqual([true, true, true]);
  expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true });
}, 40_000);

it("what an admin asks for can be searched soon", async () => {
  const { tenant, days } = await oldLog();
  const ctx = await systemCtx(tenant.id);
  await archiveLogs(ctx, { asOf: new Date(), storageClass: "STANDARD_IA" });
  await shedAuditLog();
  await requestLogRestore(ctx, { from: days[0] ?? "", to: days[2] ?? "" });
  engine = await startEngine({
    client: inngest,
    schedules: false,
    functions: [restoreLogs],
    slots: 2,
    backoffMs: 100,
  });
  await vi.waitFor(
    async () => {
      const { items } = await listAuditLogs(ctx, ListAuditLogs.parse({ action: "file", limit: 50 }));
      expect(items).toHaveLength(9);
    },
    { timeout: 25_000, interval: 100 },
  );
  await vi.waitFor(
    async () =>
      expect(await runOf("restore-logs")).toMatchObject({ status: "completed", output: { loaded: 3 } }),
    { timeout: 10_000, interval: 100 },
  );
}, 40_000);
