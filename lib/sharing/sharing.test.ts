import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { estimateShares } from "#db/schema/variants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { readEstimate } from "#lib/estimates/read-estimate.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { deleteProject } from "#lib/projects/delete-project.ts";
import { MoveContents, moveContents } from "#lib/projects/move-contents.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { CreateShare, createShare } from "./create-share.ts";
import { listProjectShares } from "./list-project-shares.ts";
import { listShares } from "./list-shares.ts";
import { readShared } from "./read-shared.ts";
import { revokeShare } from "./revoke-share.ts";

let ctx: Ctx;
let id: string;
let ip: string;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
  ip = `test-${randomUUID()}`;
  id = (
    await createEstimate(
      ctx,
      CreateEstimate.parse({
        materials: { "concrete-c30": { quantity: 2, unit: "m3" } },
        location: "US average",
        labor_rate: 45,
        equipment_rate: 75,
        description: "Pavilion\nFor Anna Schmidt, anna@example.test",
      }),
    )
  ).id;
});
afterAll(closePools);

const share = (input: unknown = {}) => createShare(ctx, id, CreateShare.parse(input));
const tokenOf = ({ url }: { url: string }) => url.split("/").at(-1) ?? "";
const open = (token: string, at = ctx.tenant) => readShared(at, token, ip);

it("shows the result to whoever has the link, and nothing that leads elsewhere or names a person", async () => {
  const link = await share({ note: "The client" });
  expect(link).toMatchObject({ status: "live", note: "The client", open_count: 0, last_opened_at: null });
  expect(link.url).toMatch(new RegExp(`^https?://${ctx.tenant.slug}\\..*/shared/[A-Za-z0-9_-]{43}$`));
  const shown = await open(tokenOf(link));
  const estimate = await readEstimate(ctx, id, { elements: "false" });
  expect(shown).toMatchObject({
    cost: estimate.cost,
    carbon: estimate.carbon,
    by_material: estimate.by_material,
  });
  const text = JSON.stringify(shown);
  for (const hidden of [id, ctx.tenant.id, "anna@example.test", "The client", "created_by"])
    expect(text).not.toContain(hidden);
  const [listed] = (await listShares(ctx, id)).items;
  expect(listed).toMatchObject({ id: link.id, open_count: 1, last_opened_at: expect.any(String) });
  expect(JSON.stringify(listed)).not.toContain(tokenOf(link));
});

it("keeps the secret's hash alone", async () => {
  const token = tokenOf(await share());
  const rows = await withSystem((tx) =>
    tx.select().from(estimateShares).where(eq(estimateShares.estimateId, id)),
  );
  expect(JSON.stringify(rows)).not.toContain(token);
  const logged = await withSystem((tx) => tx.select().from(auditLogs).where(eq(auditLogs.targetId, id)));
  expect(logged.map((row) => row.action)).toContain("share.created");
  expect(JSON.stringify(logged)).not.toContain(token);
});

it("gives one answer to what is unknown, expired, revoked, elsewhere or suspended", async () => {
  const token = tokenOf(await share({ days: 1 }));
  const other = await systemCtx((await makeTenant()).id);
  expect(await open(token, other.tenant)).toBeNull();
  expect(await open(token, { ...ctx.tenant, isActive: false })).toBeNull();
  expect(await open("A".repeat(43))).toBeNull();
  expect(await open("../../etc/passwd")).toBeNull();
  expect(await open(token)).not.toBeNull();
  await withSystem((tx) =>
    tx.update(estimateShares).set({ expiresAt: new Date() }).where(eq(estimateShares.estimateId, id)),
  );
  expect(await open(token)).toBeNull();
  expect((await listShares(ctx, id)).items[0]?.status).toBe("expired");

  const second = await share();
  await revokeShare(ctx, { id, shareId: second.id });
  expect(await open(tokenOf(second))).toBeNull();
  await expect(revokeShare(ctx, { id, shareId: second.id })).rejects.toMatchObject({
    code: "share_not_found",
  });
});

it("holds 30 days unless told, and for no other time than is offered", async () => {
  const { created_at, expires_at } = await share();
  const days = (new Date(expires_at).getTime() - new Date(created_at).getTime()) / 86_400_000;
  expect(days).toBeCloseTo(30, 4);
  expect(CreateShare.safeParse({ days: 365 }).success).toBe(false);
});

it("is no use to whoever guesses", async () => {
  for (let attempt = 0; attempt < 30; attempt++) expect(await open("B".repeat(43))).toBeNull();
  await expect(open("B".repeat(43))).rejects.toMatchObject({ code: "too_many_requests" });
});

it("is not for viewers to make", async () => {
  const viewer: Ctx = { ...ctx, principal: { kind: "api_key", keyId: "none", role: "viewer" } };
  await expect(createShare(viewer, id, CreateShare.parse({}))).rejects.toMatchObject({
    code: "role_required",
  });
});

describe("a project that is restricted after its results were shared", () => {
  const put = async (estimateId: string, projectId: string) =>
    moveContents(ctx, MoveContents.parse({ project_id: projectId, estimate_ids: [estimateId] }));
  const project = (is_restricted = false) =>
    createProject(ctx, { name: `P ${randomUUID()}`, description: "", is_restricted });
  const restrict = (projectId: string) => changeProject(ctx, projectId, { is_restricted: true });
  const revocations = async () =>
    (await withSystem((tx) => tx.select().from(auditLogs).where(eq(auditLogs.targetId, id)))).filter(
      ({ action }) => action === "share.revoked",
    );

  it("ends their links, which it names before; whoever is in it shares anew", async () => {
    const { id: projectId } = await project();
    await put(id, projectId);
    const [first, second] = [await share({ note: "The client" }), await share({ days: 1 })];
    const revoked = await share();
    await revokeShare(ctx, { id, shareId: revoked.id });
    expect(await listProjectShares(ctx, projectId)).toMatchObject({
      items: [
        { id: second.id, estimate_id: id, estimate: "Pavilion" },
        { id: first.id, note: "The client", status: "live" },
      ],
      more: false,
    });
    await changeProject(ctx, projectId, { description: "Something else" });
    expect(await open(tokenOf(first))).not.toBeNull();
    await restrict(projectId);
    for (const link of [first, second]) expect(await open(tokenOf(link))).toBeNull();
    expect(await listProjectShares(ctx, projectId)).toEqual({ items: [], more: false });
    expect((await revocations()).map(({ detail }) => detail)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ share_id: first.id, because: "project_restricted" }),
        expect.objectContaining({ share_id: second.id, because: "project_restricted" }),
      ]),
    );
    const anew = await share();
    await changeProject(ctx, projectId, { name: `Q ${randomUUID()}`, is_restricted: true });
    expect(await open(tokenOf(anew))).not.toBeNull();
  });

  it("ends those of what is moved into it, and no others", async () => {
    const [{ id: open1 }, { id: closed }] = [await project(), await project(true)];
    const link = await share();
    await put(id, open1);
    expect(await open(tokenOf(link))).not.toBeNull();
    await put(id, closed);
    expect(await open(tokenOf(link))).toBeNull();
    expect((await revocations()).at(-1)?.detail).toMatchObject({ because: "moved_into_restricted_project" });
    const inside = await share();
    await put(id, closed);
    expect(await open(tokenOf(inside))).not.toBeNull();
  });

  it("ends those of a deleted project's contents that come into it", async () => {
    const [{ id: from }, { id: to }] = [await project(), await project(true)];
    await put(id, from);
    const link = await share();
    await deleteProject(ctx, from, { move_to: to });
    expect(await open(tokenOf(link))).toBeNull();
  });

  it("leaves no link that was made while it was being restricted", async () => {
    const { id: projectId } = await project();
    await put(id, projectId);
    for (let turn = 0; turn < 5; turn++) {
      await changeProject(ctx, projectId, { is_restricted: false });
      const editor: Ctx = {
        ...ctx,
        principal: {
          kind: "user",
          userId: randomUUID(),
          sessionId: randomUUID(),
          email: "eve@example.test",
          name: "Eve",
          role: "editor",
        },
      };
      const [made] = await Promise.allSettled([
        createShare(editor, id, CreateShare.parse({})),
        restrict(projectId),
      ]);
      if (made.status === "fulfilled") expect(await open(tokenOf(made.value))).toBeNull();
      else expect(made.reason).toMatchObject({ code: "estimate_not_found" });
    }
  });
});
