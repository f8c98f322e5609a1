import "#lib/jobs/test/own-database.ts";

import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as replayOne } from "#app/api/admin/jobs/[id]/replay/route.ts";
import { POST as replayAll } from "#app/api/admin/jobs/replay/route.ts";
import { GET as getJobs } from "#app/api/admin/jobs/route.ts";
import { closePools } from "#db/client.ts";
import { jobRuns, jobSteps, type RunStatus } from "#db/schema/jobs.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant, type TestTenant } from "#db/test/tenant.ts";
import { change, pages, read } from "#lib/operators/test/as-operator.ts";

afterAll(closePools);

describe("jobs", () => {
  let acme: TestTenant;
  let bolt: TestTenant;
  const run = (
    functionId: string,
    status: RunStatus,
    tenantId: string | null,
  ): typeof jobRuns.$inferInsert & { id: string } => ({
    id: randomUUID(),
    functionId,
    status,
    tenantId,
    event: { name: "file/uploaded", data: { file_id: "f" } },
    places: [],
    placeKey: "",
    ...(status === "failed"
      ? { error: { name: "Error", message: "no space", stack: "at secret.ts" }, finishedAt: new Date() }
      : {}),
  });
  const statusOf = async (id: string) => {
    const [row] = await withSystem((tx) =>
      tx.select({ status: jobRuns.status }).from(jobRuns).where(eq(jobRuns.id, id)),
    );
    return row?.status;
  };
  const first = run("process-file", "failed", null);
  const second = run("process-file", "failed", null);
  const other = run("send-invoice", "failed", null);
  const well = run("process-file", "completed", null);
  beforeAll(async () => {
    [acme, bolt] = await Promise.all([makeTenant(), makeTenant()]);
    first.tenantId = acme.id;
    second.tenantId = bolt.id;
    for (const row of [first, second, other, well]) await withSystem((tx) => tx.insert(jobRuns).values(row));
    await withSystem((tx) =>
      tx.insert(jobSteps).values([
        { runId: first.id, stepId: "done", name: "done", status: "done", data: {} },
        {
          runId: first.id,
          stepId: "broken",
          name: "broken",
          status: "done",
          error: { name: "E", message: "m" },
        },
      ]),
    );
  });

  it("that failed are listed with organisation, event and error, without the stack", async () => {
    const list = await read(getJobs);
    expect(list).toMatchObject({
      engine: "embedded",
      total: 3,
      next: null,
      failed: [
        { function: "process-file", runs: 2 },
        { function: "send-invoice", runs: 1 },
      ],
    });
    expect(list.items.map((j: { id: string }) => j.id)).toEqual([other.id, second.id, first.id]);
    expect(list.items[2]).toMatchObject({
      function: "process-file",
      tenant: { id: acme.id, slug: acme.slug },
      event: { name: "file/uploaded", data: { file_id: "f" } },
      status: "failed",
      error: { name: "Error", message: "no space" },
    });
    expect(JSON.stringify(list)).not.toContain("secret.ts");
    expect((await read(getJobs, { query: "?function=send-invoice" })).total).toBe(1);
    expect((await read(getJobs, { query: "?status=completed" })).items[0].id).toBe(well.id);
    expect((await pages(getJobs, "?limit=1")).map((j) => j.id)).toEqual([other.id, second.id, first.id]);
  });

  it("are replayed one by one: what is done stays, what failed is forgotten", async () => {
    expect((await change(replayOne, { params: { id: first.id } })).status).toBe(204);
    expect(await statusOf(first.id)).toBe("queued");
    const steps = await withSystem((tx) =>
      tx.select({ id: jobSteps.stepId }).from(jobSteps).where(eq(jobSteps.runId, first.id)),
    );
    expect(steps).toEqual([{ id: "done" }]);
    const again = await change(replayOne, { params: { id: first.id } });
    expect([again.status, (await again.json()).code]).toEqual([409, "run_not_failed"]);
    const none = await change(replayOne, { params: { id: randomUUID() } });
    expect([none.status, (await none.json()).code]).toEqual([404, "run_not_found"]);
  });

  it("are replayed by kind, and nothing of another kind with them", async () => {
    const response = await change(replayAll, { body: { function: "process-file" } });
    expect(await response.json()).toEqual({ replayed: 1, skipped: 0, remaining: 0 });
    expect(await statusOf(second.id)).toBe("queued");
    expect(await statusOf(other.id)).toBe("failed");
    expect(await statusOf(well.id)).toBe("completed");
  });
});
