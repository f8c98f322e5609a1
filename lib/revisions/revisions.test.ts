import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { costEstimates } from "#db/schema/estimates.ts";
import { elements, files } from "#db/schema/files.ts";
import { fileVersions, modelChanges } from "#db/schema/versions.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import {
  BUILDING,
  estimateFile,
  type GivenElement,
  modelledFile,
} from "#lib/estimates/test/modelled-file.ts";
import { createUpload } from "#lib/files/create-upload.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { ListFiles, listFiles } from "#lib/files/list-files.ts";
import { readFile } from "#lib/files/read-file.ts";
import { CreateProject, createProject } from "#lib/projects/create-project.ts";
import { MoveContents, moveContents } from "#lib/projects/move-contents.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { changeColumns } from "./change-columns.ts";
import { compareVersions } from "./compare-versions.ts";
import { ExportChanges, exportChanges } from "./export-changes.ts";
import { ListChanges, listChanges } from "./list-changes.ts";
import { listVersions } from "./list-versions.ts";
import { markVersion } from "./mark-version.ts";
import { readChanges } from "./read-changes.ts";
import { unmarkVersion } from "./unmark-version.ts";

const newCtx = async () => systemCtx((await makeTenant({ plan: "enterprise" })).id);

async function model(ctx: Ctx, given: GivenElement[] = BUILDING): Promise<string> {
  const run = await modelledFile(ctx, given);
  await estimateFile(ctx, run);
  // The test's files repeat one GlobalId; here each has its own, and the same in both versions.
  await withSystem((tx) =>
    tx
      .update(elements)
      .set({ globalId: sql`${elements.ifcClass} || ${elements.ordinal}` })
      .where(eq(elements.fileId, run.fileId)),
  );
  return run.fileId;
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => (error instanceof Conflict || error instanceof NotFound ? error.code : String(error)),
  );
const numbers = async (ctx: Ctx, fileId: string) =>
  (await listVersions(ctx, fileId)).items.map(({ number, file_id }) => [number, file_id]);
const upload = (ctx: Ctx, more: object = {}) =>
  createUpload(ctx, { filename: "next.ifc", size: 10, temporary: false, ...more });

describe("versions of a model", () => {
  it("are a chain: the newest alone can be followed, and a file by itself again", async () => {
    const ctx = await newCtx();
    const [first, second, third] = [await model(ctx), await model(ctx), await model(ctx)];
    await markVersion(ctx, second, { supersedes: first });
    expect(await codeOf(markVersion(ctx, third, { supersedes: first }))).toBe("file_superseded");
    expect(await codeOf(markVersion(ctx, first, { supersedes: second }))).toBe("file_is_version");
    expect(await codeOf(markVersion(ctx, third, { supersedes: third }))).toBe("file_is_version");
    expect(await codeOf(markVersion(ctx, third, { supersedes: randomUUID() }))).toBe("file_not_found");
    await markVersion(ctx, third, { supersedes: second });
    expect(await numbers(ctx, first)).toEqual([
      [3, third],
      [2, second],
      [1, first],
    ]);
    await unmarkVersion(ctx, second);
    expect(await numbers(ctx, third)).toEqual([
      [3, third],
      [1, first],
    ]);
    expect(await numbers(ctx, second)).toEqual([]);
    await unmarkVersion(ctx, third);
    expect(await numbers(ctx, first)).toEqual([]);
    expect(await codeOf(unmarkVersion(ctx, first))).toBe("version_not_found");
    await expect(ctx.transaction((tx) => tx.$count(fileVersions))).resolves.toBe(0);
  });

  it("let one of many that follow the same version at once", async () => {
    const ctx = await newCtx();
    const first = await model(ctx);
    const others = await Promise.all(Array.from({ length: 4 }, () => model(ctx)));
    const marked = others.map((id) => codeOf(markVersion(ctx, id, { supersedes: first })));
    const uploaded = Array.from({ length: 3 }, () => codeOf(upload(ctx, { supersedes: first })));
    const outcomes = await Promise.all([...marked, ...uploaded]);
    expect(outcomes.filter((code) => code === "done")).toHaveLength(1);
    expect(outcomes.filter((code) => code === "file_superseded")).toHaveLength(6);
    // What was refused has left nothing.
    await expect(
      ctx.transaction((tx) => tx.$count(files, eq(files.status, "pending"))),
    ).resolves.toBeLessThan(2);
  });

  it("are uploaded: the list shows the newest once it is there, and what is deleted leaves the rest", async () => {
    const ctx = await newCtx();
    const first = await model(ctx);
    const second = await model(ctx);
    await markVersion(ctx, second, { supersedes: first });
    const { file_id: third } = await upload(ctx, { supersedes: second });
    const newest = async () =>
      (await listFiles(ctx, ListFiles.parse({ versions: "newest" }))).items
        .map(({ file_id }) => file_id)
        .sort();
    // An upload under way supersedes nothing yet.
    expect(await newest()).toEqual([second, third].sort());
    expect(await codeOf(upload(ctx, { supersedes: third }))).toBe("file_not_uploaded");
    await withSystem((tx) => tx.update(files).set({ status: "failed" }).where(eq(files.id, third)));
    expect(await newest()).toEqual([third]);
    expect((await listFiles(ctx, ListFiles.parse({}))).total).toBe(3);
    expect((await readFile(ctx, third)).version).toEqual({
      number: 3,
      is_newest: true,
      newest_file_id: third,
      previous_file_id: second,
    });
    await deleteFile(ctx, second);
    expect((await readFile(ctx, third)).version).toMatchObject({ number: 3, previous_file_id: first });
    await deleteFile(ctx, third);
    expect((await readFile(ctx, first)).version).toBeNull();
  });

  it("stand in one project, and move there together", async () => {
    const ctx = await newCtx();
    const project = await createProject(ctx, CreateProject.parse({ name: "Quay" }));
    const first = await model(ctx);
    const second = await model(ctx);
    const apart = await model(ctx);
    await moveContents(ctx, MoveContents.parse({ project_id: project.id, file_ids: [apart] }));
    expect(await codeOf(markVersion(ctx, apart, { supersedes: first }))).toBe("versions_in_one_project");
    await markVersion(ctx, second, { supersedes: first });
    const moved = await moveContents(ctx, MoveContents.parse({ project_id: project.id, file_ids: [second] }));
    expect(moved).toMatchObject({ files: 2, estimates: 2 });
    // Without a project of its own an upload stands where the version before does.
    const { file_id: third } = await upload(ctx, { supersedes: second });
    expect((await readFile(ctx, third)).project_id).toBe(project.id);
  });
});

/** BUILDING with a wall less, a slab thicker, a wall of another material, and a door more. */
function edited(): GivenElement[] {
  return [
    ...BUILDING.map((given): GivenElement => {
      if (given.ifcClass === "IfcSlab") return { ...given, quantities: { volumeM3: 36.12, areaM2: 100 } };
      return given;
    }),
    { ifcClass: "IfcDoor", storey: 1, quantities: { areaM2: 2.5 }, materials: [["Wood"]] },
  ];
}

describe("what a version changed", () => {
  it("tells why there is nothing to compare", async () => {
    const ctx = await newCtx();
    const first = await model(ctx);
    expect(await readChanges(ctx, first)).toMatchObject({ state: "first", base: null, summary: null });
    expect(await codeOf(compareVersions(ctx, first))).toBe("no_earlier_version");
    const second = await model(ctx);
    await markVersion(ctx, second, { supersedes: first });
    expect(await readChanges(ctx, second)).toMatchObject({
      state: "due",
      base: { file_id: first, number: 1 },
    });
    expect(await codeOf(listChanges(ctx, second, ListChanges.parse({})))).toBe("not_compared");
    await withSystem((tx) => tx.update(files).set({ status: "processing" }).where(eq(files.id, first)));
    expect((await readChanges(ctx, second)).state).toBe("waiting");
    expect(await codeOf(compareVersions(ctx, second))).toBe("versions_not_ready");
  });

  it("adds up to the difference of the estimates, to the cent and the gram, by elements and by groups", async () => {
    const ctx = await newCtx();
    const first = await model(ctx);
    const second = await model(ctx, edited());
    await markVersion(ctx, second, { supersedes: first });
    const [estimate] = await ctx.transaction((tx) =>
      tx.select({ id: costEstimates.id }).from(costEstimates).where(eq(costEstimates.fileId, second)),
    );
    // Other rates than the version before stands at: part of the difference is theirs.
    await repriceEstimate(ctx, estimate?.id ?? "", { labor_rate: "77.5" });
    const { state, summary } = await compareVersions(ctx, second);
    expect(state).toBe("ready");
    if (!summary?.cost || !summary.carbon) throw new Error("The comparison has no amounts");
    expect(summary.counts).toEqual({ added: 1, removed: 0, changed: 1, unchanged: 6 });
    expect(summary.fields).toMatchObject({ volume: 1, area: 0, material: 0 });
    expect(summary.quantities.volume_m3).toBeCloseTo(6.02, 6);

    const cents = (text: string | null) => Math.round(Number(text) * 100);
    const estimates = await ctx.transaction((tx) => tx.select().from(costEstimates));
    const of = (fileId: string) => estimates.find((row) => row.fileId === fileId);
    const whole = (of(second)?.likelyMinor ?? 0) - (of(first)?.likelyMinor ?? 0);
    expect(cents(summary.cost.difference)).toBe(whole);
    expect(cents(summary.cost.due_to_model) + cents(summary.cost.due_to_terms)).toBe(whole);
    expect(cents(summary.cost.due_to_terms)).toBeGreaterThan(0);
    expect(Math.round(summary.carbon.difference_kg * 1000)).toBe(
      (of(second)?.a1a3G ?? 0) - (of(first)?.a1a3G ?? 0),
    );
    expect(summary.carbon.due_to_terms_kg).toBe(0);

    const rows = await ctx.transaction((tx) => tx.select().from(modelChanges));
    const total = (
      key: "likelyMinor" | "baseLikelyMinor" | "baseAtTermsMinor" | "carbonG" | "baseAtTermsG",
    ) => rows.reduce((sum, row) => sum + (row[key] ?? 0), 0);
    expect(total("likelyMinor")).toBe(of(second)?.likelyMinor);
    expect(total("baseLikelyMinor")).toBe(of(first)?.likelyMinor);
    expect(total("likelyMinor") - total("baseAtTermsMinor")).toBe(cents(summary.cost.due_to_model));
    expect(total("carbonG") - total("baseAtTermsG")).toBe(Math.round(summary.carbon.due_to_model_kg * 1000));
    for (const groups of [summary.by_class, summary.by_storey]) {
      expect(groups.reduce((sum, { cost }) => sum + cents(cost), 0)).toBe(cents(summary.cost.due_to_model));
      expect(groups.reduce((sum, { added }) => sum + added, 0)).toBe(1);
    }
  });

  it("comes page by page, filtered, in columns and as CSV, and once for each state of the two", async () => {
    const ctx = await newCtx();
    const first = await model(ctx);
    const second = await model(ctx, edited());
    await markVersion(ctx, second, { supersedes: first });
    await compareVersions(ctx, second);
    const page = await listChanges(ctx, second, ListChanges.parse({ limit: "3" }));
    expect(page.total).toBe(8);
    expect(page.items.map(({ kind, newer, base }) => [kind, (newer ?? base)?.ifc_class])).toEqual([
      ["added", "IfcDoor"],
      ["changed", "IfcSlab"],
      ["unchanged", "IfcDoor"],
    ]);
    expect(page.items[1]).toMatchObject({
      changed: ["volume"],
      matched_by: "global_id",
      newer: { volume_m3: 36.12, storey: "Ground floor" },
      base: { volume_m3: 30.1 },
    });
    const query = Object.fromEntries(new URL(page.next ?? "", "http://x").searchParams);
    const rest = await listChanges(ctx, second, ListChanges.parse({ ...query, limit: "10" }));
    expect(rest.items.map(({ position }) => position)).toEqual([3, 4, 5, 6, 7]);
    const some = await listChanges(
      ctx,
      second,
      ListChanges.parse({ kind: "added,changed", storey: "Ground floor" }),
    );
    expect(some.items.map(({ kind }) => kind)).toEqual(["changed"]);
    expect((await listChanges(ctx, second, ListChanges.parse({ positions: "7,0" }))).items).toHaveLength(2);

    const columns = await changeColumns(ctx, second);
    expect(columns.count).toBe(8);
    expect(columns.kind.map((at) => columns.kinds[at])).toEqual([
      "added",
      "changed",
      ...Array(6).fill("unchanged"),
    ]);
    expect(columns.base_ordinal[0]).toBe(-1);

    const { filename, body } = await exportChanges(
      ctx,
      second,
      ExportChanges.parse({ kind: "added,changed" }),
    );
    expect(filename).toMatch(/-changes\.csv$/);
    const lines = (await new Response(body).text()).trim().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^kind,changed,matched_by,global_id/);
    expect(lines[2]).toMatch(/^changed,volume,global_id,/);

    const again = async () => {
      const [row] = await ctx.transaction((tx) =>
        tx.select({ xmin: sql<string>`xmin::text` }).from(modelChanges).limit(1),
      );
      await compareVersions(ctx, second);
      const [after] = await ctx.transaction((tx) =>
        tx.select({ xmin: sql<string>`xmin::text` }).from(modelChanges).limit(1),
      );
      return row?.xmin === after?.xmin;
    };
    expect(await again()).toBe(true);
    const [estimate] = await ctx.transaction((tx) =>
      tx.select({ id: costEstimates.id }).from(costEstimates).where(eq(costEstimates.fileId, first)),
    );
    await repriceEstimate(ctx, estimate?.id ?? "", { labor_rate: "80" });
    expect((await readChanges(ctx, second)).state).toBe("due");
    expect(await again()).toBe(false);
  });
});
