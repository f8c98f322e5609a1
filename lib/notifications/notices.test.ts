import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { GET as count } from "#app/api/notifications/count/route.ts";
import { POST as read } from "#app/api/notifications/read/route.ts";
import { GET as list } from "#app/api/notifications/route.ts";
import { closePools } from "#db/client.ts";
import { memberships } from "#db/schema/auth.ts";
import { files, processingRuns } from "#db/schema/files.ts";
import { invoices } from "#db/schema/invoices.ts";
import { type NoticeKind, notifications } from "#db/schema/notifications.ts";
import { projects } from "#db/schema/projects.ts";
import { withSystem } from "#db/tenant.ts";
import { requestNotice } from "#lib/billing/payments/notices.ts";
import { makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { type Fixture, hideThing, makeFile, makeFixture, makeInvitation } from "#lib/http/testing/fixture.ts";
import { acceptInvitation } from "#lib/members/accept-invitation.ts";
import { changeRole, removeMember } from "#lib/members/change-member.ts";
import { failRun } from "#lib/processing/run-step.ts";
import { startRun } from "#lib/processing/start-run.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { noticeThreshold } from "#lib/usage/notice-threshold.ts";
import { countUnread, ListNotices, listNotices } from "./list-notices.ts";
import { markRead } from "./mark-read.ts";
import { markUnread } from "./mark-unread.ts";
import { noticeWords } from "./notice-words.ts";
import { type Notice, notify } from "./notify.ts";
import { ChangeNotifications, changeNotifications, readNotifications } from "./own-notifications.ts";

afterAll(closePools);

let tenant: Fixture;
beforeEach(async () => {
  tenant = await makeFixture();
});

const ctxOf = async (who: { id: string }, at = tenant) => (await memberCtx(at, who.id)).ctx;
const tell = (notice: Partial<Notice> = {}, at = tenant) =>
  withSystem((tx) =>
    notify(tx, {
      tenantId: at.id,
      kind: "file_completed",
      to: [at.members.editor.id],
      cause: randomUUID(),
      ...notice,
    }),
  );
const rowsOf = (userId: string) =>
  withSystem((tx) =>
    tx
      .select()
      .from(notifications)
      .where(and(eq(notifications.tenantId, tenant.id), eq(notifications.userId, userId))),
  );
const kindsOf = async (userId: string) => (await rowsOf(userId)).map(({ kind }) => kind);
const listed = async (who: { id: string }, query: object = {}) =>
  listNotices(await ctxOf(who), ListNotices.parse(query));

describe("what a member is told", () => {
  it("is listed newest first, page by page, by topic and unread, and is marked as read once seen", async () => {
    const { editor } = tenant.members;
    const file = await makeFile(tenant);
    for (let n = 0; n < 5; n++) await tell({ fileId: file.id });
    await tell({ kind: "usage_threshold", data: { metric: "storage", threshold: 90 } });
    const ctx = await ctxOf(editor);
    const first = await listNotices(ctx, ListNotices.parse({ limit: 4 }));
    expect(first).toMatchObject({ total: 6, unread: 6 });
    expect(first.items[0]).toMatchObject({
      kind: "usage_threshold",
      title: "90% of the storage is used",
      href: "/usage",
      read_at: null,
    });
    const rest = ListNotices.parse(Object.fromEntries(new URL(first.next ?? "", "http://x").searchParams));
    // One that comes meanwhile neither repeats nor hides another.
    await tell({ fileId: file.id });
    const second = await listNotices(ctx, rest);
    expect(second).toMatchObject({ next: null, total: 7 });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(6);
    expect(second.items[0]).toMatchObject({
      title: `${file.filename} is processed`,
      href: `/files/${file.id}`,
    });
    expect((await listed(editor, { topic: "usage" })).total).toBe(1);

    const one = first.items[1];
    expect(await markRead(ctx, { ids: [one?.id ?? ""] })).toMatchObject({ unread: 6 });
    expect((await listed(editor, { unread: "true" })).total).toBe(6);
    expect(await markRead(ctx, { all: true, until: first.items[0]?.created_at ?? "" })).toMatchObject({
      unread: 1,
    });
    expect(await markRead(ctx, { all: true })).toMatchObject({ unread: 0 });
    expect((await listed(editor)).items.every(({ read_at }) => read_at)).toBe(true);
  });

  it("is marked as read by topic, where one is chosen", async () => {
    const { editor } = tenant.members;
    for (const kind of ["file_completed", "file_failed", "usage_threshold"] as const) await tell({ kind });
    const [newest] = (await listed(editor, { topic: "processing" })).items;
    const body = { all: true as const, topic: "processing" as const, until: newest?.created_at ?? "" };
    expect(await markRead(await ctxOf(editor), body)).toMatchObject({ unread: 1 });
    expect((await listed(editor, { unread: "true" })).items).toMatchObject([{ kind: "usage_threshold" }]);
  });

  it("is unread again when that is taken back, and nothing else is, nor anybody else's", async () => {
    const { editor, admin } = tenant.members;
    for (let n = 0; n < 3; n++) await tell({ to: [editor.id, admin.id] });
    const ctx = await ctxOf(editor);
    const [first] = (await listed(editor)).items;
    await markRead(ctx, { ids: [first?.id ?? ""] });
    await new Promise((resolve) => setTimeout(resolve, 2));
    const { unread, read_at } = await markRead(ctx, { all: true });
    expect(unread).toBe(0);
    const others = await markRead(await ctxOf(admin), { all: true });
    expect(await markUnread(ctx, { read_at: others.read_at })).toEqual({ unread: 0 });
    expect(await markUnread(ctx, { read_at })).toEqual({ unread: 2 });
    expect((await listed(editor)).items.find(({ id }) => id === first?.id)?.read_at).not.toBeNull();
    expect(await countUnread(await ctxOf(admin))).toEqual({ unread: 0 });
  });

  it("is not there for who may not see it any more: of invoices and exports only admins are told", async () => {
    const { editor, admin } = tenant.members;
    await withSystem((tx) =>
      tx
        .update(memberships)
        .set({ role: "admin" })
        .where(and(eq(memberships.tenantId, tenant.id), eq(memberships.userId, editor.id))),
    );
    for (const kind of ["invoice_new", "payment_failed", "export_ready", "usage_threshold"] as const)
      await tell({ kind, to: [editor.id] });
    expect(await listed(editor)).toMatchObject({ total: 4, unread: 4 });
    await changeRole(await ctxOf(admin), editor.id, { role: "viewer" });
    const seen = await listed(editor);
    expect(seen.items.map(({ kind }) => kind).sort()).toEqual(["role_changed", "usage_threshold"]);
    expect(seen).toMatchObject({ total: 2, unread: 2 });
    expect(await countUnread(await ctxOf(editor))).toEqual({ unread: 2 });
    // What they do not see they do not mark either; it is there again when they are.
    await markRead(await ctxOf(editor), { all: true });
    await changeRole(await ctxOf(admin), editor.id, { role: "admin" });
    expect((await listed(editor, { unread: "true" })).items.map(({ kind }) => kind).sort()).toEqual([
      "export_ready",
      "invoice_new",
      "payment_failed",
      "role_changed",
    ]);
  });

  it("bears every name, those too that every object has", () => {
    const about = {
      fileId: null,
      filename: "toString",
      failure: null,
      invoiceId: null,
      invoiceNumber: null,
      member: "constructor",
      estimateId: null,
      estimate: "__proto__",
      organisation: tenant.slug,
    };
    const words = noticeWords("comment_mention", {}, about, "en");
    expect(words.title).toMatch(/^\u2060?constructor mentions you$/);
    expect(words.detail).toMatch(/^In a comment on \u2060?__proto__\.$/);
    expect(noticeWords("file_completed", {}, about, "de").title).toMatch(/^\u2060?toString ist verarbeitet$/);
  });

  it("is counted up to a hundred", async () => {
    const { editor } = tenant.members;
    await withSystem((tx) =>
      tx.insert(notifications).values(
        Array.from({ length: 120 }, (_, n) => ({
          tenantId: tenant.id,
          userId: editor.id,
          kind: "role_changed" as const,
          dedupeKey: `many ${n}`,
        })),
      ),
    );
    expect(await countUnread(await ctxOf(editor))).toEqual({ unread: 100 });
  });

  it("is theirs alone: neither another member's, nor another organisation's, nor a program's", async () => {
    const { editor, viewer } = tenant.members;
    const other = await makeFixture();
    await withSystem((tx) =>
      tx.insert(memberships).values({ tenantId: other.id, userId: editor.id, role: "viewer" }),
    );
    await tell();
    await tell({ to: [editor.id] }, other);
    const [mine] = (await listed(editor)).items;
    expect((await listed(editor)).total).toBe(1);
    expect((await listed(viewer)).total).toBe(0);
    expect(await markRead(await ctxOf(viewer), { ids: [mine?.id ?? ""] })).toMatchObject({ unread: 0 });
    await markRead(await ctxOf(viewer), { all: true });
    await markRead(await ctxOf(editor, other), { all: true });
    expect(await countUnread(await ctxOf(editor))).toEqual({ unread: 1 });
    const asProgram = { host: tenant.host, headers: tenant.keys.admin };
    for (const answer of [
      await call(list, "GET", asProgram),
      await call(count, "GET", asProgram),
      await call(read, "POST", { ...asProgram, body: { all: true } }),
    ])
      expect(await problemOf(answer)).toMatchObject({ status: 403, code: "person_required" });
  });

  it("does not exist while its file is hidden from them, and is there again when it is not", async () => {
    const { editor, admin } = tenant.members;
    const file = await makeFile(tenant);
    await tell({ fileId: file.id, to: [editor.id, admin.id] });
    await hideThing(tenant, "file", file.id);
    expect(await listed(editor)).toMatchObject({ items: [], total: 0, unread: 0 });
    expect(await markRead(await ctxOf(editor), { all: true })).toMatchObject({ unread: 0 });
    expect((await listed(admin)).items).toMatchObject([{ title: `${file.filename} is processed` }]);
    await withSystem((tx) =>
      tx.update(projects).set({ isRestricted: false }).where(eq(projects.tenantId, tenant.id)),
    );
    expect(await listed(editor)).toMatchObject({ total: 1, unread: 1 });
    // A name is the present one.
    await withSystem((tx) => tx.update(files).set({ filename: "new.ifc" }).where(eq(files.id, file.id)));
    expect((await listed(editor)).items).toMatchObject([{ title: "new.ifc is processed" }]);
  });

  it("goes with its file and with its person's membership", async () => {
    const { editor, viewer, admin } = tenant.members;
    const file = await makeFile(tenant);
    await tell({ fileId: file.id });
    await tell({ kind: "role_changed" });
    await tell({ kind: "role_changed", to: [viewer.id] });
    await tell({ kind: "invitation_accepted", to: [admin.id], memberId: viewer.id });
    await deleteFile(await ctxOf(admin), file.id);
    expect(await kindsOf(editor.id)).toEqual(["role_changed"]);
    await removeMember(await ctxOf(admin), viewer.id);
    expect(await kindsOf(viewer.id)).toEqual([]);
    expect(await kindsOf(admin.id)).toEqual([]);
  });

  it("can be muted by topic, whatever the mails; a changed role cannot", async () => {
    const { editor, admin } = tenant.members;
    const ctx = await ctxOf(editor);
    expect(await changeNotifications(ctx, { in_app: { processing: false } })).toMatchObject({
      in_app: { processing: false, archive: true },
      kinds: { archive: true },
    });
    await changeNotifications(ctx, { archive: false });
    expect(await readNotifications(ctx)).toMatchObject({
      in_app: { processing: false, archive: true },
      kinds: { archive: false },
    });
    await tell();
    await tell({ kind: "file_restored" });
    await tell({ kind: "role_changed" });
    expect((await kindsOf(editor.id)).sort()).toEqual(["file_restored", "role_changed"]);
    await changeNotifications(await ctxOf(admin), { in_app: { usage: false } });
    await noticeThreshold(
      { tenant_id: tenant.id, metric: "storage", threshold: 90, period: "2026-11-01" },
      "event:1",
    );
    expect(await rowsOf(admin.id)).toEqual([]);
    for (const body of [{}, { in_app: {} }, { in_app: { sign_ins: false } }])
      expect(ChangeNotifications.safeParse(body).success).toBe(false);
  });
});

describe("a cause", () => {
  it("tells each person once, however often it is repeated and by how many at once", async () => {
    const cause = randomUUID();
    await Promise.all(Array.from({ length: 8 }, () => tell({ to: { admins: true }, cause })));
    expect(await kindsOf(tenant.members.admin.id)).toHaveLength(1);
    // Who is no member any more is told nothing.
    await tell({ to: [randomUUID(), tenant.members.viewer.id], cause });
    expect(await kindsOf(tenant.members.viewer.id)).toHaveLength(1);
  });

  it("of processing is told to the uploader with the reason as it stands; to nobody where a key uploaded", async () => {
    const { editor } = tenant.members;
    const ctx = await systemCtx(tenant.id);
    const failed = async (uploadedBy: string | null) => {
      const { id: fileId } = await makeFile(tenant, { uploadedBy });
      const runId = await ctx.transaction((tx) => startRun(ctx, tx, fileId));
      const failure = { code: "broken", message: "The model is broken." };
      for (let n = 0; n < 2; n++) await failRun(ctx, { fileId, runId }, failure);
      const [run] = await withSystem((tx) =>
        tx.select().from(processingRuns).where(eq(processingRuns.id, runId)),
      );
      expect(run?.status).toBe("failed");
      return fileId;
    };
    await failed(null);
    const fileId = await failed(editor.id);
    const all = await withSystem((tx) =>
      tx.select().from(notifications).where(eq(notifications.tenantId, tenant.id)),
    );
    expect(all).toMatchObject([{ userId: editor.id, kind: "file_failed", fileId }]);
    expect((await listed(editor)).items).toMatchObject([{ detail: "The model is broken." }]);
    await withSystem((tx) => tx.update(files).set({ status: "completed" }).where(eq(files.id, fileId)));
    expect((await listed(editor)).items).toMatchObject([{ detail: null }]);
  });

  it("of members is told to who has another role, and to admins when somebody joins", async () => {
    const { admin, viewer } = tenant.members;
    await changeRole(await ctxOf(admin), viewer.id, { role: "editor" });
    await changeRole(await ctxOf(admin), viewer.id, { role: "editor" });
    expect((await listed(viewer)).items).toMatchObject([{ detail: "You are editor now." }]);
    const { token } = await makeInvitation(tenant);
    const from = { host: tenant.host, ip: randomUUID(), userAgent: null, signedIn: null };
    await acceptInvitation({ token, name: "Jo New", password: "a long new password" }, from);
    expect((await listed(admin)).items).toMatchObject([{ title: "Jo New has joined" }]);
    expect(await kindsOf(viewer.id)).toEqual(["role_changed"]);
  });

  it("of invoices is told to admins, each notice once", async () => {
    const { id } = await makeFinalInvoice(tenant.id, { status: "sent" });
    const ask = (notice: Parameters<typeof requestNotice>[2]) =>
      withSystem(async (tx) => {
        const [invoice] = await tx.select().from(invoices).where(eq(invoices.id, id));
        if (!invoice) throw new Error("No invoice was made");
        await requestNotice(tx, invoice, notice, new Date());
      });
    for (const notice of ["sent", "reminder:-3", "reminder:7", "payment_failed:1", "suspended"] as const)
      for (let n = 0; n < 2; n++) await ask(notice);
    const { items } = await listed(tenant.members.admin);
    const kinds: NoticeKind[] = [
      "organisation_suspended",
      "payment_failed",
      "invoice_due",
      "invoice_due",
      "invoice_new",
    ];
    expect(items.map(({ kind }) => kind)).toEqual(kinds);
    expect(items.slice(2, 4).map(({ title }) => title.replace(/Invoice \S+/, "It"))).toEqual([
      "It is overdue",
      "It is due soon",
    ]);
    expect(await kindsOf(tenant.members.editor.id)).toEqual([]);
  });
});

it("the count of unread ones goes by an index that holds no others", async () => {
  const { editor } = tenant.members;
  await withSystem((tx) =>
    tx.insert(notifications).values(
      Array.from({ length: 2000 }, (_, n) => ({
        tenantId: tenant.id,
        userId: editor.id,
        kind: "role_changed" as const,
        dedupeKey: `read ${n}`,
        readAt: new Date(),
      })),
    ),
  );
  const ctx = await ctxOf(editor);
  const plan = await ctx.transaction((tx) =>
    tx.execute<{ "QUERY PLAN": string }>(
      sql`explain select 1 from ${notifications} where tenant_id = ${tenant.id} and user_id = ${editor.id} and read_at is null limit 100`,
    ),
  );
  expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("notifications_unread_idx");
});
