import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { memberships, users } from "#db/schema/auth.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { projects } from "#db/schema/projects.ts";
import { withSystem } from "#db/tenant.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { readEstimate } from "#lib/estimates/read-estimate.ts";
import { RepriceEstimate, repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { type Fixture, makeFixture, makeNamedMember } from "#lib/http/testing/fixture.ts";
import { ListNotices, listNotices } from "#lib/notifications/list-notices.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { AddComment, addComment } from "./add-comment.ts";
import { ChangeReview, changeReview } from "./change-review.ts";
import { deleteComment } from "./delete-comment.ts";
import { EditComment, editComment } from "./edit-comment.ts";
import { ListComments, listComments } from "./list-comments.ts";
import { readReview } from "./read-review.ts";

let tenant: Fixture;
let id: string;
beforeEach(async () => {
  tenant = await makeFixture();
  id = (
    await createEstimate(
      await systemCtx(tenant.id),
      CreateEstimate.parse({
        materials: { "concrete-c30": { quantity: 2, unit: "m3" } },
        location: "US average",
        labor_rate: 45,
        equipment_rate: 75,
        description: "Pavilion",
      }),
    )
  ).id;
});
afterAll(closePools);

const APPROVED = { state: "approved", signature: { title: "Chartered quantity surveyor" } };
const as = async (who: { id: string }) => (await memberCtx(tenant, who.id)).ctx;
const say = async (who: { id: string }, body: string, line_position?: number) =>
  addComment(await as(who), id, AddComment.parse({ body, line_position }));
const list = async (who: { id: string } = tenant.members.viewer, query = {}) =>
  listComments(await as(who), id, ListComments.parse(query));
const notices = async (who: { id: string }) =>
  (await listNotices(await as(who), ListNotices.parse({ topic: "estimates" }))).items;
const set = async (who: { id: string }, input: unknown) =>
  changeReview(await as(who), id, ChangeReview.parse(input));
const actionsOf = async () =>
  (
    await withSystem((tx) =>
      tx.select({ action: auditLogs.action }).from(auditLogs).where(eq(auditLogs.targetId, id)),
    )
  ).map((row) => row.action);

describe("comments", () => {
  it("are told newest first, of the estimate or a line, with whom they mention", async () => {
    const { viewer, editor } = tenant.members;
    await say(viewer, "Is the slab in this?\nAnd the stairs?");
    const second = await say(editor, `Ask @{${viewer.id}} about it`, 0);
    expect(second).toMatchObject({
      line: { position: 0, name: "Ready-mix concrete C30/37" },
      mentions: [{ user_id: viewer.id, name: `viewer ${tenant.marker}` }],
      author: { kind: "person", name: `editor ${tenant.marker}` },
      may: { edit: true, delete: true },
      edited_at: null,
    });
    const { items, total, next } = await list();
    expect(items.map((item) => item.body)).toEqual([second.body, "Is the slab in this?\nAnd the stairs?"]);
    expect({ total, next }).toEqual({ total: 2, next: null });
    expect(items[0]?.may).toEqual({ edit: false, delete: false });
    const first = await list(viewer, { limit: 1 });
    const rest = Object.fromEntries(new URL(first.next ?? "", "http://x").searchParams);
    expect((await list(viewer, rest)).items.map((item) => item.body)).toEqual([items[1]?.body]);
    await expect(say(viewer, "Where?", 7)).rejects.toMatchObject({ code: "line_unknown" });
  });

  it("tell whom they mention, once, and not whoever wrote it", async () => {
    const { viewer, editor, admin } = tenant.members;
    const { id: commentId } = await say(editor, `@{${viewer.id}} @{${viewer.id}} @{${editor.id}} look`);
    expect(await notices(viewer)).toMatchObject([
      {
        kind: "comment_mention",
        title: `editor ${tenant.marker} mentions you`,
        detail: "In a comment on Pavilion.",
      },
    ]);
    expect(await notices(editor)).toEqual([]);
    const body = `@{${viewer.id}} @{${admin.id}} look`;
    const edited = await editComment(await as(editor), { id, commentId }, EditComment.parse({ body }));
    expect(edited.edited_at).not.toBeNull();
    expect(await notices(viewer)).toHaveLength(1);
    expect(await notices(admin)).toHaveLength(1);
  });

  it("mention nobody who does not see the estimate", async () => {
    const { editor, viewer, admin } = tenant.members;
    const other = await makeFixture();
    await expect(say(editor, `@{${other.members.admin.id}}`)).rejects.toMatchObject({
      code: "mention_not_found",
    });
    await withSystem(async (tx) => {
      const [project] = await tx
        .insert(projects)
        .values({ tenantId: tenant.id, name: "Secret", isRestricted: true })
        .returning();
      await tx.update(costEstimates).set({ projectId: project?.id }).where(eq(costEstimates.id, id));
    });
    await expect(say(admin, `@{${viewer.id}}`)).rejects.toMatchObject({ code: "mention_not_found" });
    await expect(list(viewer)).rejects.toMatchObject({ code: "estimate_not_found" });
  });

  it("are edited by whoever wrote them, and deleted by them or an admin", async () => {
    const { viewer, editor, admin } = tenant.members;
    const ref = { id, commentId: (await say(viewer, "Hm")).id };
    const edit = async (who: { id: string }) => editComment(await as(who), ref, { body: "Mine" });
    await expect(edit(admin)).rejects.toMatchObject({ code: "comment_not_own" });
    await expect(deleteComment(await as(editor), ref)).rejects.toMatchObject({ code: "comment_not_own" });
    expect((await edit(viewer)).body).toBe("Mine");
    await deleteComment(await as(admin), ref);
    expect((await list()).items).toEqual([]);
    expect(await actionsOf()).toEqual(
      expect.arrayContaining(["comment.added", "comment.edited", "comment.deleted"]),
    );
  });

  it("keep nobody's name when their account is gone", async () => {
    const guest = await makeNamedMember(tenant, "editor");
    await say(guest, "Before I go");
    await say(tenant.members.viewer, `Thanks @{${guest.id}}`);
    await withSystem(async (tx) => {
      await tx
        .delete(memberships)
        .where(and(eq(memberships.tenantId, tenant.id), eq(memberships.userId, guest.id)));
      await tx.delete(users).where(eq(users.id, guest.id));
    });
    const [thanks, before] = (await list()).items;
    expect(thanks?.mentions).toEqual([{ user_id: guest.id, name: null }]);
    expect(before?.author).toEqual({ kind: "person", name: null });
  });

  it("stay with their line when the estimate is calculated again", async () => {
    await say(tenant.members.viewer, "Too dear", 0);
    await repriceEstimate(await as(tenant.members.editor), id, RepriceEstimate.parse({ location: "London" }));
    expect((await list()).items[0]?.line).toEqual({ position: 0, name: "Ready-mix concrete C30/37" });
  });
});

describe("the review", () => {
  it("is asked for by editors and decided by admins, each told of what concerns them", async () => {
    const { viewer, editor, admin } = tenant.members;
    expect(await readReview(await as(editor), id)).toEqual({
      state: "draft",
      may: ["in_review"],
      approval: null,
      steps: [],
    });
    await expect(set(viewer, { state: "in_review" })).rejects.toMatchObject({ code: "role_required" });
    await expect(set(admin, APPROVED)).rejects.toMatchObject({ code: "review_not_possible" });
    expect(await set(editor, { state: "in_review" })).toMatchObject({ state: "in_review", may: ["draft"] });
    expect((await notices(admin)).map((notice) => notice.kind)).toEqual(["review_requested"]);
    await expect(set(editor, APPROVED)).rejects.toMatchObject({ code: "role_required" });
    await expect(set(admin, { state: "draft", reason: " " })).rejects.toMatchObject({
      code: "reason_required",
    });
    await set(admin, { state: "draft", reason: "No stairs" });
    await set(editor, { state: "in_review" });
    const { steps, state } = await set(admin, APPROVED);
    expect(state).toBe("approved");
    expect(steps.map((step) => [step.previous, step.state, step.reason])).toEqual([
      ["in_review", "approved", null],
      ["draft", "in_review", null],
      ["in_review", "draft", "No stairs"],
      ["draft", "in_review", null],
    ]);
    expect((await notices(editor)).map((notice) => notice.kind)).toEqual([
      "review_approved",
      "review_returned",
    ]);
    expect((await actionsOf()).filter((action) => action === "review.changed")).toHaveLength(4);
  });

  it("approves nothing but what was looked at", async () => {
    const { editor, admin } = tenant.members;
    const ctx = await as(editor);
    const { updated_at } = await readEstimate(ctx, id, { elements: "false" });
    await set(editor, { state: "in_review", estimate_updated_at: updated_at });
    await repriceEstimate(ctx, id, RepriceEstimate.parse({ location: "London" }));
    await expect(set(admin, { ...APPROVED, estimate_updated_at: updated_at })).rejects.toMatchObject({
      code: "estimate_changed",
    });
  });

  it("goes back to draft with a calculation, in its transaction", async () => {
    const { editor, admin } = tenant.members;
    await set(editor, { state: "in_review" });
    await set(admin, APPROVED);
    await repriceEstimate(await as(editor), id, RepriceEstimate.parse({ location: "London" }));
    const { state, steps } = await readReview(await as(admin), id);
    expect(state).toBe("draft");
    expect(steps[0]).toMatchObject({ cause: "recalculated", previous: "approved", reason: null });
    expect((await notices(admin)).map((notice) => notice.kind)).toContain("review_reopened");
    // A draft stays one: nothing more is written.
    await repriceEstimate(await as(editor), id, RepriceEstimate.parse({ location: null }));
    expect((await readReview(await as(admin), id)).steps).toHaveLength(3);
  });

  it("lets one of two who decide at once win", async () => {
    const { editor, admin } = tenant.members;
    await set(editor, { state: "in_review" });
    const both = await Promise.allSettled([
      set(admin, APPROVED),
      set(admin, { state: "draft", reason: "Not yet" }),
    ]);
    // Whichever came second met another state: approved may be taken back, a draft not be approved.
    const { steps } = await readReview(await as(admin), id);
    expect(steps.length).toBe(1 + both.filter((one) => one.status === "fulfilled").length);
    expect(steps[0]?.previous).toBe(steps[1]?.state);
  });
});
