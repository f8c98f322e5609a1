import "#lib/jobs/test/own-database.ts";

import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { closePools } from "#db/client.ts";
import { costEstimateLines, costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { archiveFile } from "#lib/archival/archive-file.ts";
import { copiesOf } from "#lib/archival/test/stored-file.ts";
import { createUpload } from "#lib/files/create-upload.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { expiredFiles, removeExpired } from "#lib/files/sweep-expired.ts";
import { uploadForm } from "#lib/files/upload-form.ts";
import { type Engine, startEngine } from "#lib/jobs/embedded/engine.ts";
import { listElements } from "#lib/processing/list-elements.ts";
import { readAnalysis } from "#lib/processing/read-analysis.ts";
import { processFile as runAgain } from "#lib/processing/start-run.ts";
import { objectStores } from "#lib/storage/index.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { functions } from "./index.ts";

const SAMPLE = "public/samples/sample-building.ifc";
const MODELS = path.resolve("..", "shared", "data", "ifc");

let engine: Engine;
let ctx: Ctx;
beforeAll(async () => {
  engine = await startEngine({ client: inngest, schedules: false, functions, slots: 2, backoffMs: 200 });
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(async () => {
  await engine.stop();
  await closePools();
});

describe("a model that is uploaded", () => {
  it("is measured, classified, priced and counted by four steps, and again on request", async () => {
    const fileId = await upload("sample-building.ifc", await readFile(SAMPLE));
    const first = await ended(fileId);
    expect(first).toMatchObject({ status: "completed", failure: null, format: "ifc" });
    expect(first.steps.map((step) => [step.name, step.status])).toEqual([
      ["extract_geometry", "completed"],
      ["classify_materials", "completed"],
      ["estimate_costs", "completed"],
      ["calculate_carbon", "completed"],
    ]);
    expect(Number(first.cost?.likely)).toBeGreaterThan(0);
    expect(first.carbon?.a1_a3_kg).toBeGreaterThan(0);

    await runAgain(ctx, fileId);
    const second = await ended(fileId);
    expect({ ...second, steps: [] }).toEqual({ ...first, steps: [] });
    const metered = await withSystem((tx) =>
      tx.select().from(usageEvents).where(eq(usageEvents.tenantId, ctx.tenant.id)),
    );
    expect(metered.filter((event) => event.kind === "file_processed")).toHaveLength(1);
    expect(metered.filter((event) => event.kind === "estimate")).toHaveLength(1);
  }, 90_000);

  it("that cannot be read fails with a sentence, at once and unbilled", async () => {
    const fileId = await upload("schedule.pdf", Buffer.from("%PDF-1.4\n%%EOF\n"));
    const failed = await ended(fileId);
    expect(failed).toMatchObject({
      status: "failed",
      failure: { code: "pdf_damaged" },
      elements: null,
      cost: null,
    });
    expect(failed.steps[0]).toMatchObject({ status: "failed", attempts: 1 });
    const metered = await withSystem((tx) =>
      tx
        .select()
        .from(usageEvents)
        .where(sql`${usageEvents.key} = ${`file_processed:${fileId}`}`),
    );
    expect(metered).toEqual([]);
  }, 60_000);

  it("whose object is lost is tried four times, then fails with a sentence", async () => {
    const fileId = await upload("sample-building.ifc", await readFile(SAMPLE));
    const before = await ended(fileId);
    const [row] = await withSystem((tx) => tx.select().from(files).where(eq(files.id, fileId)));
    await objectStores().files.delete(row?.storageKey ?? "");
    await runAgain(ctx, fileId);
    const failed = await ended(fileId);
    expect(failed).toMatchObject({ status: "failed", failure: { code: "processing_failed" } });
    expect(failed.steps[0]).toMatchObject({ name: "extract_geometry", status: "failed", attempts: 4 });
    // What was calculated before stays.
    expect(failed.cost).toEqual(before.cost);
  }, 90_000);

  it("leaves every store when it is deleted, with whatever a move had left and uploads under way", async () => {
    const fileId = await upload("sample-building.ifc", await readFile(SAMPLE));
    await ended(fileId);
    const [row] = await withSystem((tx) => tx.select().from(files).where(eq(files.id, fileId)));
    await archiveFile(ctx, fileId, { storageClass: "GLACIER" });
    const stores = objectStores();
    const described = { contentType: "application/octet-stream" };
    await stores.files.putStream(row?.storageKey ?? "", Readable.from([Buffer.from("late")]), described);
    await stores.archive.createMultipart(`archive/${ctx.tenant.id}/${fileId}/parts.ifc`, described);
    expect(await copiesOf(ctx.tenant.id, fileId)).toHaveLength(3);
    await deleteFile(ctx, fileId);
    await until(async () => (await copiesOf(ctx.tenant.id, fileId)).length === 0);
  }, 90_000);
});

describe("what has expired", () => {
  it("goes: uploads never completed and temporary files, with their bytes given back; nothing else", async () => {
    const own = await systemCtx((await makeTenant()).id);
    const pending = await createUpload(own, { filename: "a.ifc", size: 1000, temporary: false });
    const fresh = await createUpload(own, { filename: "b.ifc", size: 1000, temporary: false });
    await withSystem((tx) =>
      tx
        .update(files)
        .set({ expiresAt: new Date(Date.now() - 1000) })
        .where(eq(files.id, pending.file_id)),
    );
    const expired = (await expiredFiles()).filter((file) => file.tenantId === own.tenant.id);
    expect(expired.map((file) => file.id)).toEqual([pending.file_id]);
    for (const file of expired) await removeExpired(file);
    for (const file of expired) await removeExpired(file);
    const left = await withSystem((tx) => tx.select().from(files).where(eq(files.tenantId, own.tenant.id)));
    expect(left.map((file) => file.id)).toEqual([fresh.file_id]);
  });
});

const Expected = z.object({
  files: z.record(z.string(), z.object({ schema: z.string(), counts: z.record(z.string(), z.number()) })),
});
const models = existsSync(MODELS)
  ? Object.entries(Expected.parse(JSON.parse(readFileSync(path.join(MODELS, "expected.json"), "utf8"))).files)
  : [];
const NOT_ELEMENTS = ["IFCBUILDINGSTOREY", "IFCOPENINGELEMENT", "IFCSPACE"];
describe.skipIf(models.length === 0)("real models (skipped: no ../shared/data/ifc here)", () => {
  it.each(models)(
    "%s: counts as expected, totals of stored lines, every element listed once",
    async (name, expected) => {
      const fileId = await upload(name, await readFile(path.join(MODELS, name)));
      const analysis = await ended(fileId);
      expect(analysis.failure).toBeNull();
      expect(analysis.schema).toBe(expected.schema);
      const counts = Object.entries(analysis.elements?.by_class ?? {}).map(([ifcClass, { count }]) => [
        ifcClass.toUpperCase(),
        count,
      ]);
      expect(Object.fromEntries(counts)).toMatchObject(
        Object.fromEntries(
          Object.entries(expected.counts).filter(([ifcClass]) => !NOT_ELEMENTS.includes(ifcClass)),
        ),
      );

      const [estimate] = await withSystem((tx) =>
        tx.select().from(costEstimates).where(eq(costEstimates.fileId, fileId)),
      );
      const lines = await withSystem((tx) =>
        tx
          .select()
          .from(costEstimateLines)
          .where(eq(costEstimateLines.estimateId, estimate?.id ?? "")),
      );
      for (const key of [
        "lowMinor",
        "likelyMinor",
        "highMinor",
        "a1a3G",
        "a4G",
        "a5G",
        "biogenicG",
      ] as const) {
        expect(
          lines.reduce((sum, line) => sum + (line[key] ?? 0), 0),
          key,
        ).toBe(estimate?.[key]);
      }

      const seen = new Set<number>();
      for (let after: number | undefined = -1; after !== undefined; ) {
        const page: Awaited<ReturnType<typeof listElements>> = await listElements(ctx, fileId, {
          skip: 0,
          limit: 200,
          after,
        });
        expect(page.total).toBe(analysis.elements?.total);
        for (const item of page.items) seen.add(item.ordinal);
        after = page.next ? Number(new URL(page.next, "http://x").searchParams.get("after")) : undefined;
      }
      expect(seen.size).toBe(analysis.elements?.total);
    },
    120_000,
  );
});

async function upload(filename: string, content: Buffer): Promise<string> {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(content)], filename));
  const probe = new Response(form);
  const body = Buffer.from(await probe.arrayBuffer());
  const headers = {
    "content-type": probe.headers.get("content-type") ?? "",
    "content-length": String(body.length),
  };
  return (
    await uploadForm(
      ctx,
      new Request("http://t.localhost/api/files/upload", { method: "POST", headers, body }),
    )
  ).file_id;
}

async function ended(fileId: string) {
  await until(async () => ["completed", "failed"].includes((await readAnalysis(ctx, fileId)).status));
  return readAnalysis(ctx, fileId);
}

async function until(holds: () => Promise<boolean>, ms = 80_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("It did not come to hold in time");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
