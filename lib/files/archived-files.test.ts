import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import type { Role } from "#db/schema/auth.ts";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { archiveFile } from "#lib/archival/archive-file.ts";
import { rowOf, storedFile, toldOf } from "#lib/archival/test/stored-file.ts";
import { readFileMaterials } from "#lib/estimates/file-materials.ts";
import { ReadEstimate, readEstimate } from "#lib/estimates/read-estimate.ts";
import { estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { ListElements, listElements } from "#lib/processing/list-elements.ts";
import { readAnalysis } from "#lib/processing/read-analysis.ts";
import { processFile } from "#lib/processing/start-run.ts";
import { ChangeProject, changeProject } from "#lib/projects/change-project.ts";
import { CreateProject, createProject } from "#lib/projects/create-project.ts";
import { DeleteProject, deleteProject } from "#lib/projects/delete-project.ts";
import { MoveContents, moveContents } from "#lib/projects/move-contents.ts";
import { indexDue } from "#lib/search/index-due.ts";
import { similarTo } from "#lib/search/search-similar.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import { requestDeletion } from "#lib/tenancy/request-deletion.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { ChangeFile, changeFile } from "./change-file.ts";
import { deleteFile } from "./delete-file.ts";
import { downloadFile } from "./download-file.ts";
import { ListFiles, listFiles } from "./list-files.ts";
import { readFile } from "./read-file.ts";
import { expiredFiles, removeExpired } from "./sweep-expired.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

const as = (role: Role): Ctx => ({ ...ctx, principal: { kind: "api_key", keyId: randomUUID(), role } });
const set = (values: Partial<typeof files.$inferInsert>, id: string) =>
  withSystem((tx) => tx.update(files).set(values).where(eq(files.id, id)));
const project = async (name: string) => (await createProject(ctx, CreateProject.parse({ name }))).id;
const change = (id: string, input: object, by = ctx) => changeFile(by, id, ChangeFile.parse(input));
const changeIn = (id: string, input: object, by = ctx) => changeProject(by, id, ChangeProject.parse(input));
/** A download that its receiver does not read. */
const download = async (id: string, by = ctx) => {
  const answer = await downloadFile(by, id, null);
  if (answer.kind === "bytes") answer.body.stream.destroy();
};
const HELD = { code: "legal_hold", status: 409 };

describe("an archived file", () => {
  it("stays findable and readable, but for its bytes", async () => {
    const analysed = async () => {
      const run = await modelledFile(ctx, [
        {
          ifcClass: "IfcWall",
          storey: 0,
          quantities: { volumeM3: 2, areaM2: 10 },
          materials: [["Concrete C30/37"]],
        },
      ]);
      await estimateFile(ctx, run);
      return { id: run.fileId, estimateId: (await readAnalysis(ctx, run.fileId)).estimate_id ?? "" };
    };
    const { id, estimateId } = await analysed();
    const other = await analysed();
    await indexDue(ctx.tenant.id);
    const look = async () => ({
      analysis: await readAnalysis(ctx, id),
      elements: await listElements(ctx, id, ListElements.parse({})),
      materials: await readFileMaterials(ctx, id),
      estimate: await readEstimate(ctx, estimateId, ReadEstimate.parse({})),
      similar: await similarTo(ctx, other.estimateId, { limit: 5, score_threshold: 0 }),
    });
    const hot = await look();
    expect(hot.elements.items).toHaveLength(1);
    expect(hot.similar.similar_estimates).toMatchObject([{ estimate_id: estimateId }]);
    const archivedAt = new Date();
    const archived = {
      storageTier: "archived",
      storageClass: "GLACIER",
      archiveKey: `a/${id}`,
      archivedAt,
    } as const;
    await set(archived, id);
    expect(await look()).toEqual(hot);
    const shown = {
      file_id: id,
      storage_tier: "archived",
      storage_class: "GLACIER",
      archived_at: archivedAt.toISOString(),
      size: (await rowOf(id)).size,
    };
    expect(await readFile(ctx, id)).toMatchObject(shown);
    expect((await listFiles(ctx, ListFiles.parse({ q: ".ifc" }))).items).toContainEqual(
      expect.objectContaining(shown),
    );
    const refused = { code: "file_archived", status: 409, message: expect.stringMatching(/restore/i) };
    await expect(downloadFile(ctx, id, null)).rejects.toMatchObject(refused);
    await expect(processFile(ctx, id)).rejects.toMatchObject(refused);
    expect((await rowOf(id)).lastAccessedAt).toEqual(expect.any(Date));
  });

  it("is listed by tier, page by page, with the holds apart", async () => {
    const made = [];
    for (let n = 0; n < 3; n++) made.push(await storedFile(ctx, Buffer.from(`file ${n}`)));
    const [first, second, third] = made.map(({ id }) => id);
    for (const { id } of made.slice(0, 2)) await archiveFile(ctx, id, { storageClass: "GLACIER" });
    await change(third ?? "", { legal_hold: true });
    const list = async (query: object) => {
      const { items, total, next } = await listFiles(ctx, ListFiles.parse(query));
      return { ids: items.map(({ file_id }) => file_id), total, next };
    };
    const page = await list({ storage_tier: "archived", limit: 1 });
    expect(page).toMatchObject({ ids: [second], total: 2 });
    const rest = Object.fromEntries(new URL(page.next ?? "", "http://x").searchParams);
    expect(await list(rest)).toMatchObject({ ids: [first], next: null });
    expect(await list({ storage_tier: "hot" })).toMatchObject({ ids: [third], total: 1 });
    expect(await list({ on_hold: "true" })).toMatchObject({ ids: [third], total: 1 });
    expect(await list({ storage_tier: "restored" })).toMatchObject({ ids: [], total: 0 });
  });
});

describe("last access", () => {
  it("is written by downloads and processing, once a day", async () => {
    const { id } = await storedFile(ctx);
    expect((await rowOf(id)).lastAccessedAt).toBeNull();
    await download(id);
    const first = (await rowOf(id)).lastAccessedAt;
    expect(Date.now() - (first?.getTime() ?? 0)).toBeLessThan(60_000);
    const { updatedAt } = await rowOf(id);
    await download(id);
    expect((await rowOf(id)).lastAccessedAt).toEqual(first);
    const yesterday = new Date(Date.now() - 86_400_000);
    await set({ lastAccessedAt: yesterday, updatedAt }, id);
    await download(id);
    expect((await rowOf(id)).lastAccessedAt?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? 0);
    // Nothing of the file itself has changed.
    expect((await rowOf(id)).updatedAt).toEqual(updatedAt);
    await set({ lastAccessedAt: yesterday }, id);
    await processFile(ctx, id);
    expect((await rowOf(id)).lastAccessedAt?.getTime()).toBeGreaterThan(yesterday.getTime());
  });

  it("is none of an operator's who looks in", async () => {
    const { id } = await storedFile(ctx);
    const operator: Ctx = {
      ...ctx,
      principal: {
        kind: "operator",
        operatorId: randomUUID(),
        name: "Op",
        sessionId: randomUUID(),
        supportSessionId: randomUUID(),
        until: new Date(),
        role: "viewer",
      },
    };
    await download(id, operator);
    expect((await rowOf(id)).lastAccessedAt).toBeNull();
  });
});

describe("a legal hold", () => {
  it("is set and lifted by admins only; keeping a file hot is an editor's", async () => {
    const { id } = await storedFile(ctx);
    const inside = await project("Tower");
    for (const role of ["viewer", "editor"] as const) {
      await expect(change(id, { legal_hold: true }, as(role))).rejects.toMatchObject({
        code: "role_required",
      });
      await expect(changeIn(inside, { legal_hold: true }, as(role))).rejects.toMatchObject({
        code: "role_required",
      });
    }
    await expect(change(id, { keep_hot: true }, as("viewer"))).rejects.toMatchObject({
      code: "role_required",
    });
    expect(await change(id, { keep_hot: true }, as("editor"))).toMatchObject({
      keep_hot: true,
      legal_hold: false,
    });
    expect(await changeIn(inside, { keep_hot: true }, as("editor"))).toMatchObject({ keep_hot: true });
    expect(await change(id, { legal_hold: true }, as("admin"))).toMatchObject({
      keep_hot: true,
      legal_hold: true,
    });
    // As it is already: an editor may say so, too.
    expect(await change(id, { legal_hold: true, keep_hot: false }, as("editor"))).toMatchObject({
      keep_hot: false,
    });
    await expect(change(id, { legal_hold: false }, as("editor"))).rejects.toMatchObject({
      code: "role_required",
    });
    expect(await toldOf(id)).toMatchObject({ "file.changed": 3 });
    for (const input of [{}, { legal_hold: null }, { filename: "b.ifc" }])
      expect(ChangeFile.safeParse(input).success).toBe(false);
    const other = await systemCtx((await makeTenant()).id);
    await expect(change(id, { keep_hot: true }, other)).rejects.toMatchObject({ code: "file_not_found" });
  });

  it("keeps its file from deletion, by whomever, until it is lifted", async () => {
    const { id } = await storedFile(ctx, undefined, {
      temporary: true,
      expiresAt: new Date(Date.now() - 1000),
    });
    await change(id, { legal_hold: true });
    await expect(deleteFile(ctx, id)).rejects.toMatchObject({
      ...HELD,
      message: expect.stringContaining("An admin can lift the hold"),
    });
    const row = await rowOf(id);
    const mine = async () => (await expiredFiles()).filter((file) => file.tenantId === ctx.tenant.id);
    expect(await mine()).toEqual([]);
    await removeExpired({ id, tenantId: ctx.tenant.id, storageKey: row.storageKey, status: row.status });
    expect(await archiveFile(ctx, id, { storageClass: "GLACIER" })).toMatchObject({ code: "legal_hold" });
    expect((await rowOf(id)).storageTier).toBe("hot");
    await change(id, { legal_hold: false });
    expect(await mine()).toMatchObject([{ id }]);
    await deleteFile(ctx, id);
  });

  it("of a project holds it and what is in it", async () => {
    const held = await project("Tower");
    const other = await project("Other");
    const { id } = await storedFile(ctx, undefined, { projectId: held });
    const temporary = await storedFile(ctx, undefined, {
      projectId: held,
      temporary: true,
      expiresAt: new Date(Date.now() - 1000),
    });
    await changeIn(held, { legal_hold: true });
    await expect(deleteFile(ctx, id)).rejects.toMatchObject({
      ...HELD,
      message: expect.stringContaining("Tower"),
    });
    expect((await expiredFiles()).map((file) => file.id)).not.toContain(temporary.id);
    const remove = () => deleteProject(ctx, held, DeleteProject.parse({ move_to: "none" }));
    const move = (to: string | null) =>
      moveContents(ctx, MoveContents.parse({ project_id: to, file_ids: [id] }));
    await expect(remove()).rejects.toMatchObject(HELD);
    for (const to of [other, null]) await expect(move(to)).rejects.toMatchObject(HELD);
    expect(await move(held)).toMatchObject({ files: 1 });
    expect((await rowOf(id)).projectId).toBe(held);
    expect((await listFiles(ctx, ListFiles.parse({ on_hold: "true" }))).total).toBe(2);
    await changeIn(held, { legal_hold: false });
    await move(other);
    await remove();
    await deleteFile(ctx, id);
  });

  it("keeps its organisation from being deleted, by its admins and by operators", async () => {
    const { id } = await storedFile(ctx);
    await change(id, { legal_hold: true });
    const { id: userId, email } = await makeMember(ctx.tenant.id, "admin");
    const admin: Ctx = {
      ...ctx,
      principal: { kind: "user", userId, sessionId: randomUUID(), email, name: "A", role: "admin" },
    };
    const ask = () => requestDeletion(admin, { confirm: ctx.tenant.slug });
    const remove = () => deleteTenant({ slug: ctx.tenant.slug, confirmed: true });
    await expect(ask()).rejects.toMatchObject({ ...HELD, extra: { held_files: 1, held_projects: 0 } });
    await expect(remove()).rejects.toMatchObject(HELD);
    const [tenant] = await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.id, ctx.tenant.id)));
    expect(tenant).toMatchObject({ deletionDueAt: null, isActive: true });
    await change(id, { legal_hold: false });
    await ask();
    await withSystem((tx) =>
      tx
        .update(tenants)
        .set({ deletionDueAt: null, deletionRequestedBy: null })
        .where(sql`id = ${ctx.tenant.id}`),
    );
    await remove();
  });
});
