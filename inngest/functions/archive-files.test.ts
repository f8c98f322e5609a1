import "#lib/jobs/test/own-database.ts";

import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GET as readRuns } from "#app/api/admin/archival-runs/route.ts";
import { POST as archive } from "#app/api/admin/archive-files/route.ts";
import { GET as metrics } from "#app/api/metrics/route.ts";
import { closePools } from "#db/client.ts";
import { archivalRuns, archivalTenantRuns } from "#db/schema/archival.ts";
import { files, processingRuns } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { secondsToWait } from "#lib/archival/archive-files.ts";
import { copiesOf, metersOf, rowOf, storedFile, toldOf } from "#lib/archival/test/stored-file.ts";
import { config } from "#lib/config/index.ts";
import { receiveFile } from "#lib/files/receive-file.ts";
import { expiredFiles, removeExpired } from "#lib/files/sweep-expired.ts";
import { call } from "#lib/http/testing/call.ts";
import { type Engine, startEngine } from "#lib/jobs/embedded/engine.ts";
import { send, waitFor } from "#lib/jobs/test/runs.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { archiveFilesOfTenant, nightlyArchival, nightOf } from "./archive-files.ts";
import { deleteObject } from "./delete-object.ts";

const DAY = 86_400_000;
/** Stands for the clock: a schedule cannot be told to fire. */
const clock = inngest.createFunction(
  { id: "clock", retries: 0, triggers: [{ event: "test/night" }] },
  ({ step }) => step.invoke("fire", { function: nightlyArchival, data: {} }),
);

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine({
    client: inngest,
    schedules: false,
    functions: [clock, nightlyArchival, archiveFilesOfTenant, deleteObject],
    slots: 4,
    backoffMs: 200,
  });
});
afterAll(async () => {
  await engine.stop();
  await closePools();
});

const newCtx = async () => systemCtx((await makeTenant({ plan: "pro" })).id);
const old = { createdAt: new Date(Date.now() - 400 * DAY), uploadedAt: new Date(Date.now() - 400 * DAY) };
const operator = () => ({ authorization: `Bearer ${config().operatorToken}` });
const ask = async (body: object, headers = {}) => {
  const response = await call(archive, "POST", { headers: { ...operator(), ...headers }, body });
  return { status: response.status, body: await response.json() };
};

it("at night each organisation's files go by a job of its own, and the night is run once", async () => {
  const ctxs = [await newCtx(), await newCtx(), await newCtx()];
  const made = await Promise.all(
    ctxs.flatMap((ctx) => [storedFile(ctx, undefined, old), storedFile(ctx, undefined, old)]),
  );
  await send("test/night");
  await send("test/night");
  await waitFor("clock", (all) => all.filter((run) => run.status === "completed").length === 2, 30_000);
  await waitFor(
    "archive-files",
    (all) => all.filter((run) => run.status === "completed").length === 3,
    30_000,
  );
  for (const { id } of made) {
    expect((await rowOf(id)).storageTier).toBe("archived");
    expect(await toldOf(id)).toMatchObject({ "file.archived": 1, "file/archived": 1 });
  }
  const runs = await withSystem((tx) => tx.select().from(archivalRuns));
  expect(runs).toMatchObject([{ trigger: "nightly", status: "completed", asOf: nightOf(new Date()) }]);
  const parts = await withSystem((tx) =>
    tx
      .select()
      .from(archivalTenantRuns)
      .where(eq(archivalTenantRuns.runId, runs[0]?.id ?? "")),
  );
  expect(parts.map(({ status }) => status)).toEqual(["completed", "completed", "completed"]);
}, 60_000);

it("a quick look is archived after a week and kept for a month more; then both its copies and its bytes go", async () => {
  const ctx = await newCtx();
  const content = Buffer.from("ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n");
  const uploaded = await receiveFile(ctx, Readable.from([content]), {
    filename: "look.ifc",
    size: content.length,
    temporary: true,
  });
  const { uploadedAt, expiresAt } = await rowOf(uploaded);
  expect(Math.round(((expiresAt?.getTime() ?? 0) - (uploadedAt?.getTime() ?? 0)) / DAY)).toBe(37);
  // Its processing is another test's.
  await withSystem(async (tx) => {
    await tx.update(processingRuns).set({ status: "failed" }).where(eq(processingRuns.fileId, uploaded));
    await tx.update(files).set({ status: "failed" }).where(eq(files.id, uploaded));
  });
  const isExpired = async (at: number) =>
    (await expiredFiles(new Date(Date.now() + at))).filter(({ id }) => id === uploaded);
  const week = new Date(Date.now() + 7 * DAY + 60_000);
  expect(await isExpired(7 * DAY + 60_000)).toEqual([]);
  await ask({ tenant: ctx.tenant.slug, as_of: week.toISOString() });
  const archived = await rowOf(uploaded);
  expect(archived).toMatchObject({ storageTier: "archived", storageClass: "GLACIER" });
  expect(await copiesOf(ctx.tenant.id, uploaded)).toEqual([`archive ${archived.archiveKey}`]);
  expect(await isExpired(36 * DAY)).toEqual([]);
  const [expired] = await isExpired(37 * DAY + 60_000);
  if (!expired) throw new Error("The file has not expired");
  await removeExpired(expired);
  expect(await metersOf(ctx.tenant.id)).toEqual({ hot: 0, archived: 0 });
  await waitFor("delete-object", (all) => all.some((run) => run.status === "completed"), 30_000);
  expect(await copiesOf(ctx.tenant.id, uploaded)).toEqual([]);
}, 60_000);

it("an operator's request waits for its jobs and answers 200 with what they did; the counts are Prometheus' too", async () => {
  const ctx = await newCtx();
  const file = await storedFile(ctx);
  const failed = await storedFile(ctx, undefined, { status: "failed" });
  const tenant = ctx.tenant.slug;
  const as_of = new Date(Date.now() + 366 * DAY).toISOString();
  const figures = (figures: object) => ({ matched: 1, archived: 0, failed: 0, ...figures });
  expect(await ask({ tenant, as_of, dry_run: true })).toMatchObject({
    status: 200,
    body: { run_id: null, classes: { completed_files: figures({ bytes: file.content.length }) } },
  });
  expect((await rowOf(file.id)).storageTier).toBe("hot");
  const done = await ask({ tenant, as_of });
  expect(done).toMatchObject({
    status: 200,
    body: {
      status: "completed",
      classes: {
        completed_files: figures({ archived: 1, bytes: file.content.length }),
        failed_files: figures({ archived: 1, bytes: failed.content.length }),
        temporary_files: { matched: 0 },
      },
    },
  });
  expect((await rowOf(failed.id)).storageClass).toBe("STANDARD_IA");
  const list = await call(readRuns, "GET", { headers: operator() });
  expect((await list.json()).items[0]).toMatchObject({ run_id: done.body.run_id, tenant: { slug: tenant } });

  const scrape = await call(metrics, "GET", {
    headers: { authorization: `Bearer ${config().metricsToken}` },
  });
  expect(scrape.headers.get("content-type")).toContain("text/plain");
  const text = await scrape.text();
  expect(text).toContain('archival_files_total{class="completed_files",status="archived"} 7');
  expect(text).toContain('archival_files_total{class="failed_files",status="archived"} 1');
  expect(text).toContain('archival_files_total{class="logs",status="failed"} 0');
  expect(text).toMatch(/^archival_last_run_timestamp_seconds\{status="completed"\} \d/m);
  expect((await call(metrics, "GET", { headers: operator() })).status).toBe(404);
}, 60_000);

it("one that takes longer is answered 202 with what it has come to, and goes on", async () => {
  const ctx = await newCtx();
  const file = await storedFile(ctx, undefined, old);
  const asked = await ask({ tenant: ctx.tenant.slug }, { prefer: "respond-async, wait=0" });
  expect(asked).toMatchObject({
    status: 202,
    body: { status: "running", run_id: expect.any(String), classes: { completed_files: { matched: 1 } } },
  });
  for (let tries = 0; tries < 200 && (await rowOf(file.id)).storageTier !== "archived"; tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await rowOf(file.id)).storageTier).toBe("archived");
  expect(["wait=2", 'a=b; wait="3"', "wait=900", "await=1", "wait=x", ""].map(secondsToWait)).toEqual([
    2, 3, 15, 15, 15, 15,
  ]);
}, 60_000);

it("the night is that of its hour, however late it is noticed", () => {
  const night = (now: string) => nightOf(new Date(now)).toISOString();
  expect(night("2026-11-28T02:00:00.000Z")).toBe("2026-11-28T02:00:00.000Z");
  expect(night("2026-11-28T01:59:59.999Z")).toBe("2026-11-27T02:00:00.000Z");
  expect(night("2026-12-01T23:59:00.000Z")).toBe("2026-12-01T02:00:00.000Z");
});
