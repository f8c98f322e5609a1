import "#lib/search/test/own-directory.ts";
import "#lib/jobs/test/own-database.ts";

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { fileModels, files, processingRuns } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { functions } from "#inngest/functions/index.ts";
import { archiveFile } from "#lib/archival/archive-file.ts";
import { sweepStores } from "#lib/archival/sweep-stores.ts";
import { copiesOf, rowOf, storedFile } from "#lib/archival/test/stored-file.ts";
import { materialsOf } from "#lib/estimates/classify-file.ts";
import { estimateOfFile, linesOf } from "#lib/estimates/measured-model.ts";
import { BUILDING, estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { readFile as readState } from "#lib/files/read-file.ts";
import { modelPartResponse } from "#lib/http/model-part-response.ts";
import { type Engine, startEngine } from "#lib/jobs/embedded/engine.ts";
import { decodePart } from "#lib/processing/geometry/model-file/testing/decode-part.ts";
import { readAnalysis } from "#lib/processing/read-analysis.ts";
import { processFile } from "#lib/processing/start-run.ts";
import { objectStores } from "#lib/storage/index.ts";
import { modelFolder, modelKey } from "#lib/storage/keys.ts";
import { StoreUnavailable } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { reconcileStorage } from "#lib/usage/reconcile-storage.ts";
import { readModel } from "./read-model.ts";
import { readModelElements } from "./read-model-elements.ts";
import { readModelPart } from "./read-model-part.ts";

const SAMPLE = "public/samples/sample-building.ifc";

let engine: Engine;
let ctx: Ctx;
beforeAll(async () => {
  engine = await startEngine({ client: inngest, schedules: false, functions, slots: 2, backoffMs: 200 });
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(async () => {
  await engine.stop();
  await closePools();
});

it("is made with the take-off, and its parts are served as they were written", async () => {
  const fileId = await processed();
  const model = await readModel(ctx, fileId);
  const { elements } = await readAnalysis(ctx, fileId);
  expect(model).toMatchObject({ format: "glb-1", up: "z", unit: "m" });
  expect(model.elements).toBeGreaterThan(200);
  expect(model.elements).toBeLessThanOrEqual(elements?.total ?? 0);
  expect(model.parts.map(({ number }) => number)).toEqual(model.parts.map((_, index) => index + 1));
  const seen = new Set<number>();
  for (const part of model.parts) {
    const { number, version } = addressOf(part.url);
    const body = await readModelPart(ctx, fileId, { number, version, known: null });
    const response = modelPartResponse(body, true, new AbortController());
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([bytes.length, body.bytes]).toEqual([part.bytes, part.bytes]);
    for (const { ordinal, corners } of await decodePart(bytes, model.origin)) {
      seen.add(ordinal);
      expect(corners.length).toBeGreaterThan(0);
    }
    const { headers } = response;
    expect(Object.fromEntries(headers)).toEqual({
      etag: body.etag,
      "cache-control": "private, max-age=31536000, immutable",
      "content-type": "model/gltf-binary",
      "content-length": String(part.bytes),
    });
    const again = await readModelPart(ctx, fileId, { number, version, known: `"x", W/${body.etag}` });
    expect(again).toEqual({ ...body, stream: null });
    expect(modelPartResponse(again, true, new AbortController()).status).toBe(304);
    await expect(
      readModelPart(ctx, fileId, { number, version: randomUUID(), known: null }),
    ).rejects.toMatchObject({ status: 404, code: "model_part_not_found" });
  }
  expect(seen.size).toBe(model.elements);
  expect(Math.max(...seen)).toBeLessThan(elements?.total ?? 0);
  await expect(
    readModelPart(ctx, fileId, { number: model.parts.length + 1, version: undefined, known: null }),
  ).rejects.toMatchObject({ code: "model_part_not_found" });
}, 90_000);

it("counts as no storage of the organisation, and is no second copy of the file", async () => {
  const own = await systemCtx((await makeTenant({ plan: "pro" })).id);
  const fileId = await processed(own);
  expect(await partsOf(own, fileId)).not.toEqual([]);
  expect(await reconcileStorage(own.tenant.id)).toBeNull();
  const swept = await sweepStores(`${own.tenant.id}/00000000-0000-0000-0000-000000000000`, later());
  expect(swept).toMatchObject({ settled: [], unknown: [], missing: [], drafts: [], failed: [] });
  expect(await partsOf(own, fileId)).not.toEqual([]);
}, 90_000);

it("is swapped by another run, whose parts have other addresses; the former ones leave the store", async () => {
  const fileId = await processed();
  const [before, kept] = [await readModel(ctx, fileId), await partsOf(ctx, fileId)];
  await processFile(ctx, fileId);
  // The former one stays until the new one is there.
  expect((await readModel(ctx, fileId)).parts).toEqual(before.parts);
  await ended(ctx, fileId);
  const after = await readModel(ctx, fileId);
  const now = await until(async () => {
    const parts = await partsOf(ctx, fileId);
    return kept.some((key) => parts.includes(key)) ? null : parts;
  });
  expect(now).toHaveLength(after.parts.length);
  expect({ ...after, parts: [] }).toEqual({ ...before, parts: [] });
  const former = addressOf(before.parts[0]?.url ?? "");
  await expect(readModelPart(ctx, fileId, { ...former, known: null })).rejects.toMatchObject({
    code: "model_part_not_found",
  });
  const rows = await withSystem((tx) => tx.select().from(fileModels).where(eq(fileModels.fileId, fileId)));
  expect(rows).toHaveLength(1);
}, 90_000);

it("stays hot when its file is archived, and goes with it when that is deleted", async () => {
  const fileId = await processed();
  const model = await readModel(ctx, fileId);
  await archiveFile(ctx, fileId, { storageClass: "GLACIER" });
  expect(await copiesOf(ctx.tenant.id, fileId)).toEqual([expect.stringMatching(/^archive /)]);
  expect(await readModel(ctx, fileId)).toEqual(model);
  const { number, version } = addressOf(model.parts[0]?.url ?? "");
  const { stream } = await readModelPart(ctx, fileId, { number, version, known: null });
  expect(await bytesOf(stream)).toHaveLength(model.parts[0]?.bytes ?? 0);

  await deleteFile(ctx, fileId);
  await until(async () => ((await partsOf(ctx, fileId)).length === 0 ? true : null));
  await expect(readModel(ctx, fileId)).rejects.toMatchObject({ code: "file_not_found" });
}, 90_000);

it("leaves nothing of attempts that died: what no row names is swept, at the earliest after an hour", async () => {
  const fileId = await processed();
  const kept = await partsOf(ctx, fileId);
  const dead = [1, 2].map((part) => modelKey(ctx.tenant.id, fileId, randomUUID(), part));
  for (const key of dead) await put(key);
  // An attempt that came in when its file was deleted already.
  const gone = await storedFile(ctx);
  await withSystem((tx) => tx.delete(files).where(eq(files.id, gone.id)));
  await put(modelKey(ctx.tenant.id, gone.id, randomUUID(), 1));

  expect(await sweepStores(null)).toMatchObject({ drafts: [], orphans: [] });
  const swept = await sweepStores(null, later());
  expect(swept.drafts.map(({ key }) => key).sort()).toEqual([...dead].sort());
  expect(swept.orphans.map(({ key }) => key)).toContainEqual(
    expect.stringContaining(modelFolder(ctx.tenant.id, gone.id)),
  );
  expect(await partsOf(ctx, fileId)).toEqual(kept);
  expect(await partsOf(ctx, gone.id)).toEqual([]);
}, 90_000);

it("costs no quantity when it cannot be stored: the analysis warns, and the answer says to process again", async () => {
  const { files: store } = objectStores();
  const putStream = store.putStream.bind(store);
  vi.spyOn(store, "putStream").mockImplementation((key, body, options) =>
    key.includes(".model/")
      ? Promise.reject(new StoreUnavailable("no answer"))
      : putStream(key, body, options),
  );
  const fileId = await processed();
  const analysis = await readAnalysis(ctx, fileId);
  expect(analysis).toMatchObject({ status: "completed", elements: { total: 242 } });
  expect(analysis.warnings).toContainEqual(
    expect.stringContaining("3D view of this model could not be made"),
  );
  await expect(readModel(ctx, fileId)).rejects.toMatchObject({
    status: 404,
    code: "model_not_made",
    message: expect.stringContaining("Process it again"),
  });
  vi.restoreAllMocks();
  await processFile(ctx, fileId);
  const again = await ended(ctx, fileId);
  expect(again.warnings).toEqual([]);
  expect((await readModel(ctx, fileId)).parts).not.toEqual([]);
}, 90_000);

it("says why there is none", async () => {
  const reason = async (
    status: (typeof files.$inferSelect)["status"],
    format: "ifc" | "dxf" | "pdf" = "ifc",
  ) => {
    const { id } = await storedFile(ctx, undefined, { status, format });
    return readModel(ctx, id).catch((error: unknown) => error);
  };
  expect(await reason("pending")).toMatchObject({ status: 409, code: "file_not_uploaded" });
  expect(await reason("uploaded")).toMatchObject({ status: 409, code: "file_processing" });
  expect(await reason("processing")).toMatchObject({ status: 409, code: "file_processing" });
  expect(await reason("completed")).toMatchObject({ status: 404, code: "model_not_made" });
  expect(await reason("completed", "dxf")).toMatchObject({
    code: "model_not_made",
    message: expect.stringContaining("no 3D view"),
  });
  expect(await reason("failed", "pdf")).toMatchObject({
    code: "model_not_made",
    message: expect.stringContaining("PDF"),
  });
  const { id } = await storedFile(ctx);
  await expect(readModelElements(ctx, id)).rejects.toMatchObject({ code: "analysis_not_ready" });
});

it("is coloured by columns whose cost and carbon add up to the estimate's lines, to the cent and the gram", async () => {
  const own = await systemCtx((await makeTenant()).id);
  const run = await modelledFile(own, BUILDING);
  const early = await readModelElements(own, run.fileId);
  expect([...early.cost, ...early.carbon_kg].every((value) => value === null)).toBe(true);
  expect(early.currency).toBeNull();
  await estimateFile(own, run);
  const columns = await readModelElements(own, run.fileId);
  const { estimate, lines } = await own.transaction(async (tx) => {
    const found = await estimateOfFile(tx, own.tenant.id, run.fileId);
    return { estimate: found, lines: await linesOf(tx, own.tenant.id, found?.id ?? "") };
  });
  const cents = (amount: number | null) => Math.round((amount ?? 0) * 10 ** (estimate?.minorDigits ?? 0));
  expect(columns.currency).toBe(estimate?.currency);
  expect(sum(columns.cost.map(cents))).toBe(sum(lines.map(({ likelyMinor }) => likelyMinor ?? 0)));
  expect(sum(columns.carbon_kg.map((kg) => Math.round((kg ?? 0) * 1000)))).toBe(
    sum(lines.map(({ a1a3G }) => a1a3G ?? 0)),
  );
  expect(columns.count).toBe(BUILDING.length);
  const named = columns.class.map((index) => columns.classes[index]);
  expect(named).toEqual(BUILDING.map(({ ifcClass }) => ifcClass));
  expect(columns.storey.map((index) => columns.storeys[index] ?? null)).toEqual(
    BUILDING.map(({ storey }) =>
      storey === undefined || storey === null ? null : ["Ground floor", "First floor"][storey],
    ),
  );
  expect(columns.material.map((index) => columns.materials[index] ?? null)).toEqual(
    BUILDING.map(({ materials }) => materials?.[0]?.[0] ?? null),
  );
  const stored = await own.transaction((tx) => materialsOf(tx, own.tenant.id, run.fileId));
  const entryOf = new Map(stored.map(({ name, catalogueId }) => [name, catalogueId]));
  expect(columns.material_entries).toEqual(columns.materials.map((name) => entryOf.get(name)));
  expect(columns.material_entries).toContain("brick");
  // The stair is an assembly that its parts stand for.
  expect([columns.cost.at(-1), columns.carbon_kg.at(-1)]).toEqual([null, null]);
});

async function processed(of = ctx): Promise<string> {
  const { id } = await storedFile(of, await readFile(SAMPLE), { status: "uploaded", filename: "sample.ifc" });
  await processFile(of, id);
  await ended(of, id);
  return id;
}

/** When no run of the file is under way any more. */
async function ended(of: Ctx, fileId: string) {
  await until(async () => {
    const runs = await withSystem((tx) =>
      tx.select().from(processingRuns).where(eq(processingRuns.fileId, fileId)),
    );
    return runs.some(({ status }) => status === "running") ? null : true;
  });
  expect((await readState(of, fileId)).status).toBe("completed");
  expect(await rowOf(fileId)).toMatchObject({ failureCode: null });
  return readAnalysis(of, fileId);
}

async function partsOf(of: Ctx, fileId: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of objectStores().files.list(modelFolder(of.tenant.id, fileId))) keys.push(key);
  return keys;
}

const put = (key: string) =>
  objectStores().files.putStream(key, Readable.from([Buffer.from("glTF")], { objectMode: false }), {
    contentType: "model/gltf-binary",
  });

const later = () => new Date(Date.now() + 2 * 3600_000);
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

function addressOf(url: string): { number: number; version: string | undefined } {
  const { pathname, searchParams } = new URL(url, "http://x");
  return { number: Number(pathname.split("/").at(-1)), version: searchParams.get("v") ?? undefined };
}

async function bytesOf(stream: Readable | null): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream ?? []) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

async function until<T>(found: () => Promise<T | null>, ms = 60_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await found();
    if (value !== null) return value;
    if (Date.now() > end) throw new Error("It did not come to hold in time");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
