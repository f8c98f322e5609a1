import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { IFCPROPERTYSET, IfcAPI } from "web-ifc";
import { z } from "zod";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { estimateOfFile } from "#lib/estimates/measured-model.ts";
import { takeOff } from "#lib/processing/geometry/take-off.ts";
import { objectStores } from "#lib/storage/index.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { findIfcOpenShell } from "../../../scripts/peers/find-ifcopenshell.ts";
import { processedFile, SAMPLE } from "../test/processed-file.ts";
import { PROPERTY_SET } from "./property-lines.ts";
import { writeBack } from "./write-back.ts";

const SHARED = path.resolve("../shared/data/ifc");
const MODELS = [
  SAMPLE,
  ...[
    "ac20-fzk-haus.ifc4.ifc",
    "mini-project-steel.ifc2x3.ifc",
    "sample-house-revit.ifc4.ifc",
    "two-walls-imperial.ifc2x3.ifc",
  ].map((name) => path.join(SHARED, name)),
];
/** An independent reader, asked for by TEST_IFCOPENSHELL=1: it comes from PyPI. */
const python = process.env.TEST_IFCOPENSHELL === "1" ? await findIfcOpenShell() : null;

let ctx: Ctx;
let folder: string;
beforeAll(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "enterprise" })).id);
  folder = await mkdtemp(path.join(os.tmpdir(), "write-back-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await closePools();
});

const Read = z.object({
  schema: z.string(),
  elements: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ type: z.string(), value: z.union([z.string(), z.number()]), unit: z.string().nullable() }),
    ),
  ),
  added: z.number(),
  distinct: z.number(),
  invalid: z.array(z.string()),
});

describe.each(MODELS.map((model) => [path.basename(model), model]))("%s", (_, model) => {
  it.skipIf(!existsSync(model))("keeps every byte and measures the same", { timeout: 300_000 }, async () => {
    const fileId = await processedFile(ctx, model);
    const written = await buffer((await writeBack(ctx, fileId)).body);
    const again = await buffer((await writeBack(ctx, fileId)).body);
    expect(again.equals(written)).toBe(true);

    const original = await readFile(model);
    const added = written.length - original.length;
    const at = original.findIndex((byte, index) => written[index] !== byte);
    const end = original.lastIndexOf("ENDSEC");
    expect(added).toBeGreaterThan(1000);
    expect(written.subarray(0, end).equals(original.subarray(0, end))).toBe(true);
    expect(written.subarray(end + added).equals(original.subarray(end))).toBe(true);
    expect(at).toBeGreaterThanOrEqual(end);

    const target = path.join(folder, path.basename(model));
    await writeFile(target, written);
    const [before, after] = [await takeOff({ path: model }), await takeOff({ path: target })];
    expect(after).toEqual(before);

    const api = new IfcAPI();
    await api.Init();
    const opened = api.OpenModel(new Uint8Array(written));
    const sets = [...api.GetLineIDsWithType(opened, IFCPROPERTYSET)].filter(
      (id) => api.GetLine(opened, id).Name?.value === PROPERTY_SET,
    );
    expect(sets).toHaveLength(before.elements.filter((element) => element.measured).length);
    api.CloseModel(opened);
  });

  it.skipIf(!python || !existsSync(model))(
    "is valid by its schema for IfcOpenShell, which reads the product's figures to the cent and the gram",
    { timeout: 300_000 },
    async () => {
      const fileId = await processedFile(ctx, model);
      const target = path.join(folder, `read-${path.basename(model)}`);
      await writeFile(target, await buffer((await writeBack(ctx, fileId)).body));
      const last = Math.max(
        ...[...(await readFile(model, "latin1")).matchAll(/^\s*#(\d+)\s*=/gm)].map((found) =>
          Number(found[1]),
        ),
      );
      const output = execFileSync(
        python ?? "",
        [path.resolve("lib/reports/test/read-properties.py"), target, String(last), "--rules"],
        { encoding: "utf8", maxBuffer: 2 ** 28 },
      );
      const read = Read.parse(JSON.parse(output));
      expect(read.invalid).toEqual([]);
      expect(read.distinct).toBe(read.added);
      const estimate = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, fileId));
      const sum = (name: string, digits: number) =>
        Object.values(read.elements).reduce(
          (all, values) => all + Math.round(Number(values[name]?.value ?? 0) * 10 ** digits),
          0,
        );
      expect(sum("CostLow", 2)).toBe(estimate?.lowMinor);
      expect(sum("CostLikely", 2)).toBe(estimate?.likelyMinor);
      expect(sum("CostHigh", 2)).toBe(estimate?.highMinor);
      expect(sum("CarbonA1A3", 3)).toBe(estimate?.a1a3G);
      expect(sum("CarbonA4", 3)).toBe(estimate?.a4G);
      expect(sum("CarbonA5", 3)).toBe(estimate?.a5G);
      expect(sum("CarbonBiogenic", 3)).toBe(estimate?.biogenicG);
      const one = Object.values(read.elements).find((values) => values.CostLikely);
      expect(one?.CostLikely).toMatchObject({ type: "IfcMonetaryMeasure", unit: estimate?.currency });
    },
  );
});

it.skipIf(!existsSync(MODELS[2] ?? ""))(
  "replaces what it has written itself when its own export is exported again",
  { timeout: 300_000 },
  async () => {
    for (const model of [SAMPLE, MODELS[2] ?? ""]) {
      const first = path.join(folder, `first-${path.basename(model)}`);
      await writeFile(first, await buffer((await writeBack(ctx, await processedFile(ctx, model))).body));
      const second = await buffer((await writeBack(ctx, await processedFile(ctx, first))).body);
      const original = await readFile(model);
      const end = original.lastIndexOf("ENDSEC");
      expect(second.subarray(0, end).equals(original.subarray(0, end))).toBe(true);

      const api = new IfcAPI();
      await api.Init();
      const opened = api.OpenModel(new Uint8Array(second));
      const named = [...api.GetLineIDsWithType(opened, IFCPROPERTYSET)].filter(
        (id) => api.GetLine(opened, id).Name?.value === PROPERTY_SET,
      );
      api.CloseModel(opened);
      const { elements } = await takeOff({ path: model });
      expect(named).toHaveLength(elements.filter(({ measured }) => measured).length);
      // Of the first export nothing is left but what the second one could have written alike.
      expect(second.length).toBeLessThan((await readFile(first)).length + 2000);
    }
  },
);

it("ends what it reads when its reader leaves, before the first byte as well as later", async () => {
  const fileId = await processedFile(ctx);
  const store = objectStores().files;
  const read = store.getStream.bind(store);
  const sources: Readable[] = [];
  const spy = vi.spyOn(store, "getStream").mockImplementation(async (...parts) => {
    const body = await read(...parts);
    sources.push(body.stream);
    return body;
  });
  try {
    const [early, later] = [await writeBack(ctx, fileId), await writeBack(ctx, fileId)];
    early.body.destroy();
    await once(later.body, "readable");
    later.body.read(10);
    later.body.destroy();
    await vi.waitFor(() => expect(sources.map(({ destroyed }) => destroyed)).toEqual([true, true]));
  } finally {
    spy.mockRestore();
  }
});

it("is refused for an archived file, and for one without an estimate", async () => {
  const fileId = await processedFile(ctx);
  await withSystem((tx) =>
    tx
      .update(files)
      .set({ storageTier: "archived", archiveKey: "somewhere", storageClass: "GLACIER" })
      .where(eq(files.id, fileId)),
  );
  await expect(writeBack(ctx, fileId)).rejects.toMatchObject({ code: "file_archived", status: 409 });
  const other = await systemCtx((await makeTenant()).id);
  await expect(writeBack(other, fileId)).rejects.toMatchObject({ code: "file_not_found" });
});
