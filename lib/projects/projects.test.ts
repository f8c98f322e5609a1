import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { memberships } from "#db/schema/auth.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { projectMembers, projects } from "#db/schema/projects.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { ListEstimates, listEstimates } from "#lib/estimates/list-estimates.ts";
import { estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { CreateUpload, createUpload } from "#lib/files/create-upload.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { type Ctx, makeCtx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { changeProject } from "./change-project.ts";
import { createProject } from "./create-project.ts";
import { deleteProject } from "./delete-project.ts";
import { ListProjects, listProjects } from "./list-projects.ts";
import { MoveContents, moveContents } from "./move-contents.ts";
import { readProject } from "./read-project.ts";
import { setPeople } from "./set-people.ts";

afterAll(closePools);

const WALL: Parameters<typeof modelledFile>[1] = [
  {
    ifcClass: "IfcWall",
    storey: 0,
    quantities: { volumeM3: 2, areaM2: 10 },
    materials: [["Concrete C30/37"]],
  },
];
const newCtx = async () => systemCtx((await makeTenant({ plan: "enterprise" })).id);
const as = (ctx: Ctx, role: "viewer" | "editor"): Ctx => ({
  ...ctx,
  principal: { kind: "api_key", keyId: randomUUID(), role },
});
const byHand = (ctx: Ctx, more: { project_id?: string } = {}) =>
  createEstimate(
    ctx,
    CreateEstimate.parse({
      materials: { "Concrete C30/37": { quantity: 2, unit: "m3" } },
      location: "US average",
      labor_rate: 45,
      equipment_rate: 75,
      floor_area_m2: 100,
      ...more,
    }),
  );
const move = (ctx: Ctx, input: Parameters<(typeof MoveContents)["parse"]>[0]) =>
  moveContents(ctx, MoveContents.parse(input));
const projectsOf = async (tenantId: string) => {
  const file = await withSystem((tx) =>
    tx.select({ id: files.id, project: files.projectId }).from(files).where(eq(files.tenantId, tenantId)),
  );
  const estimate = await withSystem((tx) =>
    tx
      .select({ id: costEstimates.id, project: costEstimates.projectId })
      .from(costEstimates)
      .where(eq(costEstimates.tenantId, tenantId)),
  );
  return new Map([...file, ...estimate].map((row) => [row.id, row.project]));
};

describe("projects", () => {
  it("are listed newest first with what is in them, each name once, and only in their own organisation", async () => {
    const [ctx, other] = [await newCtx(), await newCtx()];
    const library = await createProject(ctx, { name: "Library", description: "By the river" });
    await createProject(ctx, { name: "School" });
    await createProject(other, { name: "Library" });
    await byHand(ctx, { project_id: library.id });
    await expect(createProject(ctx, { name: "Library" })).rejects.toMatchObject({
      code: "project_name_taken",
    });
    const list = async (query: object = {}) => listProjects(ctx, ListProjects.parse(query));
    expect(await list()).toMatchObject({
      total: 2,
      items: [
        { name: "School", files: 0, estimates: 0 },
        { name: "Library", files: 0, estimates: 1, description: "By the river" },
      ],
    });
    await changeProject(ctx, library.id, { archived: true });
    expect((await list()).items.map(({ name }) => name)).toEqual(["School"]);
    expect((await list({ archived: "only" })).items.map(({ name }) => name)).toEqual(["Library"]);
    expect(await list({ archived: "all", q: "libr" })).toMatchObject({
      total: 1,
      items: [{ name: "Library" }],
    });
    await expect(createProject(as(ctx, "viewer"), { name: "Town hall" })).rejects.toMatchObject({
      status: 403,
    });
  });

  it("of many that take one name at once, one gets it", async () => {
    const ctx = await newCtx();
    const made = await Promise.allSettled(
      Array.from({ length: 4 }, () => createProject(ctx, { name: "Same" })),
    );
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("sum up what is in them", async () => {
    const ctx = await newCtx();
    const { id } = await createProject(ctx, { name: "Sums" });
    const run = await modelledFile(ctx, WALL);
    await move(ctx, { project_id: id, file_ids: [run.fileId] });
    await estimateFile(ctx, run);
    await byHand(ctx, { project_id: id });
    await byHand(ctx);
    const project = await readProject(ctx, id);
    const { items } = await listEstimates(ctx, ListEstimates.parse({ project_id: id }));
    expect(items).toHaveLength(2);
    const cents = items.reduce((sum, { cost }) => sum + Math.round(Number(cost.likely) * 100), 0);
    expect(project).toMatchObject({
      files: 1,
      estimates: 2,
      people: null,
      totals: {
        files_by_status: { completed: 1 },
        cost: [{ currency: "USD", likely: (cents / 100).toFixed(2), estimates: 2 }],
        floor_area_m2: expect.any(Number),
      },
    });
    expect(project.totals.carbon.a1_a3_kg).toBeCloseTo(
      items.reduce((sum, { carbon }) => sum + (carbon?.a1_a3_kg ?? 0), 0),
      3,
    );
  });

  it("archived take nothing more: no upload, no estimate, nothing moved in; what is in them stays and can leave", async () => {
    const ctx = await newCtx();
    const { id } = await createProject(ctx, { name: "Done" });
    const kept = await byHand(ctx, { project_id: id });
    await changeProject(as(ctx, "editor"), id, { archived: true });
    const loose = await byHand(ctx);
    const upload = CreateUpload.parse({ filename: "a.ifc", size: 10, project_id: id });
    for (const refused of [
      () => createUpload(ctx, upload),
      () => byHand(ctx, { project_id: id }),
      () => move(ctx, { project_id: id, estimate_ids: [loose.id] }),
    ])
      await expect(refused()).rejects.toMatchObject({ status: 409, code: "project_archived" });
    expect((await projectsOf(ctx.tenant.id)).get(kept.id)).toBe(id);
    expect(await move(ctx, { project_id: null, estimate_ids: [kept.id] })).toEqual({
      files: 0,
      estimates: 1,
    });
    await changeProject(ctx, id, { archived: false });
    await byHand(ctx, { project_id: id });
  });

  it("are deleted empty, or with a place for what is in them", async () => {
    const ctx = await newCtx();
    const [one, two] = [await createProject(ctx, { name: "One" }), await createProject(ctx, { name: "Two" })];
    const { id } = await byHand(ctx, { project_id: one.id });
    const run = await modelledFile(ctx, WALL);
    await move(ctx, { project_id: one.id, file_ids: [run.fileId] });
    await expect(deleteProject(ctx, one.id, {})).rejects.toMatchObject({
      status: 409,
      code: "project_not_empty",
    });
    await deleteProject(as(ctx, "editor"), one.id, { move_to: two.id });
    expect(await projectsOf(ctx.tenant.id)).toEqual(
      new Map([
        [id, two.id],
        [run.fileId, two.id],
      ]),
    );
    await deleteProject(ctx, two.id, { move_to: "none" });
    expect([...(await projectsOf(ctx.tenant.id)).values()]).toEqual([null, null]);
    await expect(readProject(ctx, one.id)).rejects.toMatchObject({ code: "project_not_found" });
  });
});

describe("moving", () => {
  it("takes a file's estimate along, also one that is priced later or outlives its file", async () => {
    const ctx = await newCtx();
    const { id } = await createProject(ctx, { name: "Moves" });
    const [priced, unpriced] = [await modelledFile(ctx, WALL), await modelledFile(ctx, WALL)];
    const estimateId = await estimateFile(ctx, priced).then(
      async () => (await listEstimates(ctx, ListEstimates.parse({}))).items[0]?.id ?? "",
    );
    await expect(move(ctx, { project_id: id, estimate_ids: [estimateId] })).rejects.toMatchObject({
      code: "estimate_follows_file",
    });
    expect(
      await move(as(ctx, "editor"), { project_id: id, file_ids: [priced.fileId, unpriced.fileId] }),
    ).toEqual({ files: 2, estimates: 1 });
    await estimateFile(ctx, unpriced);
    const { items } = await listEstimates(ctx, ListEstimates.parse({ project_id: id }));
    expect(items).toHaveLength(2);
    await deleteFile(ctx, priced.fileId);
    await move(ctx, { project_id: null, estimate_ids: [estimateId] });
    expect((await projectsOf(ctx.tenant.id)).get(estimateId)).toBeNull();
    const logged = await withSystem((tx) =>
      tx
        .select({ action: auditLogs.action, before: auditLogs.before, after: auditLogs.after })
        .from(auditLogs)
        .where(and(eq(auditLogs.tenantId, ctx.tenant.id), eq(auditLogs.targetId, priced.fileId))),
    );
    expect(logged).toContainEqual({
      action: "file.moved",
      before: { project_id: null },
      after: { project_id: id },
    });
  });

  it("is all or nothing", async () => {
    const ctx = await newCtx();
    const { id } = await createProject(ctx, { name: "All" });
    const run = await modelledFile(ctx, WALL);
    await expect(move(ctx, { project_id: id, file_ids: [run.fileId, randomUUID()] })).rejects.toMatchObject({
      code: "file_not_found",
    });
    await expect(
      move(ctx, { project_id: id, file_ids: [run.fileId], estimate_ids: [randomUUID()] }),
    ).rejects.toMatchObject({ code: "estimate_not_found" });
    expect((await projectsOf(ctx.tenant.id)).get(run.fileId)).toBeNull();
  });

  it("and pricing at the same moment leave the estimate where its file is", async () => {
    const ctx = await newCtx();
    const { id } = await createProject(ctx, { name: "Race" });
    const runs = await Promise.all(Array.from({ length: 4 }, () => modelledFile(ctx, WALL)));
    await Promise.all(
      runs.flatMap((run) => [estimateFile(ctx, run), move(ctx, { project_id: id, file_ids: [run.fileId] })]),
    );
    const rows = await withSystem((tx) =>
      tx
        .select({ project: costEstimates.projectId })
        .from(costEstimates)
        .where(eq(costEstimates.tenantId, ctx.tenant.id)),
    );
    expect(rows.map(({ project }) => project)).toEqual([id, id, id, id]);
  });
});

describe("a restricted project", () => {
  it("is made and opened by admins, who say who sees it; a member who leaves is gone from it", async () => {
    const ctx = await newCtx();
    const editor = as(ctx, "editor");
    await expect(createProject(editor, { name: "Secret", is_restricted: true })).rejects.toMatchObject({
      code: "role_required",
    });
    const { id } = await createProject(ctx, { name: "Secret" });
    await expect(changeProject(editor, id, { is_restricted: true })).rejects.toMatchObject({
      code: "role_required",
    });
    const person = await makeMember(ctx.tenant.id, "viewer");
    await expect(setPeople(ctx, id, { user_ids: [person.id] })).rejects.toMatchObject({
      code: "project_not_restricted",
    });
    await changeProject(ctx, id, { is_restricted: true });
    expect((await setPeople(ctx, id, { user_ids: [person.id, person.id] })).people).toMatchObject([
      { user_id: person.id, role: "viewer" },
    ]);
    await expect(setPeople(ctx, id, { user_ids: [randomUUID()] })).rejects.toMatchObject({
      code: "member_not_found",
    });
    expect((await setPeople(ctx, id, { user_ids: [] })).people).toEqual([]);
    expect(
      await withSystem((tx) => tx.select().from(projectMembers).where(eq(projectMembers.projectId, id))),
    ).toEqual([]);
    await setPeople(ctx, id, { user_ids: [person.id] });
    await withSystem((tx) => tx.delete(memberships).where(eq(memberships.userId, person.id)));
    expect((await readProject(ctx, id)).people).toEqual([]);
    await byHand(ctx, { project_id: id });
    await expect(deleteProject(editor, id, { move_to: "none" })).rejects.toMatchObject({ status: 403 });
  });

  it("lends its name to others without telling, and has to give it back before it opens", async () => {
    const ctx = await newCtx();
    const { id } = await createProject(ctx, { name: "Tower", is_restricted: true });
    const seen = makeCtx({ ...as(ctx, "editor"), hiddenProjects: [id] });
    await createProject(seen, { name: "Tower" });
    await expect(changeProject(ctx, id, { is_restricted: false })).rejects.toMatchObject({
      code: "project_name_taken",
    });
    await changeProject(ctx, id, { is_restricted: false, name: "Tower II" });
    const names = await withSystem((tx) =>
      tx.select({ name: projects.name }).from(projects).where(eq(projects.tenantId, ctx.tenant.id)),
    );
    expect(names.map(({ name }) => name).sort()).toEqual(["Tower", "Tower II"]);
  });
});
