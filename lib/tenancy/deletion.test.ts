import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { POST as askExport } from "#app/api/exports/route.ts";
import { GET as listFiles } from "#app/api/files/route.ts";
import { POST as confirmIdentity } from "#app/api/me/confirm/route.ts";
import { PATCH as changeMe } from "#app/api/me/route.ts";
import { POST as createProject } from "#app/api/projects/route.ts";
import { GET as read, POST as request, DELETE as undo } from "#app/api/tenant/deletion/route.ts";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { memberships } from "#db/schema/auth.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { makeSession } from "#lib/http/testing/credentials.ts";
import { type Fixture, makeFixture, makeNamedMember } from "#lib/http/testing/fixture.ts";
import { deleteTenant } from "./delete-tenant.ts";
import { deletionMails } from "./deletion-mail.ts";
import { announceSoon, dueDeletions } from "./due-deletions.ts";

afterAll(closePools);

async function asAdmin(tenant: Fixture, userId = tenant.members.admin.id) {
  const { headers } = await makeSession(userId, tenant.id);
  return { host: tenant.host, headers };
}

const ask = async (tenant: Fixture, confirm = tenant.slug) =>
  call(request, "POST", { ...(await asAdmin(tenant)), body: { confirm } });

const setDue = (tenant: Fixture, when: Date) =>
  withSystem((tx) => tx.update(tenants).set({ deletionDueAt: when }).where(eq(tenants.id, tenant.id)));

const eventsOf = (tenant: Fixture) =>
  withSystem(async (tx) =>
    (await tx.select().from(outbox).where(eq(outbox.tenantId, tenant.id)))
      .filter(({ name }) => name === "tenant/deletion.notice")
      .map(({ data }) => data.notice),
  );

describe("asking for an organisation's deletion", () => {
  it("needs its slug typed by an admin, tells what is owed and all admins, and is undone by any of them", async () => {
    const tenant = await makeFixture();
    const second = await makeNamedMember(tenant, "admin");
    await makeFinalInvoice(tenant.id, { status: "overdue" });
    // Whatever mails they chose.
    await withSystem((tx) =>
      tx
        .update(memberships)
        .set({ notifications: { plan_changes: false, invoices: false } })
        .where(eq(memberships.tenantId, tenant.id)),
    );
    const wrong = await ask(tenant, "not-it");
    expect(await problemOf(wrong)).toMatchObject({ status: 400, code: "confirmation_wrong" });
    const key = await call(request, "POST", {
      host: tenant.host,
      headers: tenant.keys.admin,
      body: { confirm: tenant.slug },
    });
    expect(await problemOf(key)).toMatchObject({ code: "person_required" });

    const answer = await ask(tenant, tenant.slug.toUpperCase());
    expect(answer.status).toBe(202);
    const state = await answer.json();
    expect(state).toMatchObject({
      requested_by: tenant.members.admin.email,
      owed: [{ amount: "110.55", currency: "USD" }],
      unpaid_invoices: 1,
    });
    const days = (Date.parse(state.due_at) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(13.9);
    expect(days).toBeLessThan(14.1);
    expect(await problemOf(await ask(tenant))).toMatchObject({ code: "deletion_requested" });

    const mails = await deletionMails({ tenant_id: tenant.id, notice: "requested", due_at: state.due_at });
    expect(mails.map(({ to }) => to).sort()).toEqual([tenant.members.admin.email, second.email].sort());
    expect(mails[0]?.paragraphs.join("\n")).toContain("110.55 USD are not paid");

    const other = await asAdmin(tenant, second.id);
    expect((await call(undo, "DELETE", other)).status).toBe(204);
    expect(await (await call(read, "GET", other)).json()).toMatchObject({ due_at: null, requested_by: null });
    expect(await problemOf(await call(undo, "DELETE", other))).toMatchObject({
      code: "deletion_not_requested",
    });
    expect(await eventsOf(tenant)).toEqual(["requested", "cancelled"]);
    // What it said is not so any more.
    expect(await deletionMails({ tenant_id: tenant.id, notice: "requested", due_at: state.due_at })).toEqual(
      [],
    );
    const logged = await withSystem((tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.tenantId, tenant.id)),
    );
    expect(logged.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["tenant.deletion_requested", "tenant.deletion_cancelled"]),
    );
  });

  it("makes the organisation read-only until it is undone; export, undoing and one's own sign-in go on", async () => {
    const tenant = await makeFixture();
    expect((await ask(tenant)).status).toBe(202);
    const admin = await asAdmin(tenant);
    const refused = { status: 409, code: "organisation_leaving" };
    for (const who of [admin, { host: tenant.host, headers: tenant.keys.admin }])
      expect(
        await problemOf(await call(createProject, "POST", { ...who, body: { name: "New" } })),
      ).toMatchObject(refused);
    expect(await problemOf(await call(changeMe, "PATCH", { ...admin, body: { name: "New" } }))).toMatchObject(
      refused,
    );
    expect((await call(listFiles, "GET", admin)).status).toBe(200);
    expect((await call(askExport, "POST", admin)).status).toBe(202);
    // It gets as far as the password.
    expect(
      await problemOf(await call(confirmIdentity, "POST", { ...admin, body: { password: "any" } })),
    ).toMatchObject({ code: "no_password" });
    expect((await call(undo, "DELETE", admin)).status).toBe(204);
    expect((await call(createProject, "POST", { ...admin, body: { name: "New" } })).status).toBe(201);
  });
});

describe("a deletion that was asked for", () => {
  it("is told of once more two days before, once", async () => {
    const tenant = await makeFixture();
    await ask(tenant);
    await announceSoon();
    expect(await eventsOf(tenant)).toEqual(["requested"]);
    const in12Days = new Date(Date.now() + 12.1 * 86_400_000);
    await announceSoon(in12Days);
    await announceSoon(new Date(in12Days.getTime() + 3_600_000));
    expect((await eventsOf(tenant)).sort()).toEqual(["requested", "soon"]);
    const [row] = await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.id, tenant.id)));
    const [mail] = await deletionMails({
      tenant_id: tenant.id,
      notice: "soon",
      due_at: row?.deletionDueAt?.toISOString() ?? "",
    });
    expect(mail?.subject).toContain("in two days");
  });

  it("is not made before it is due, and not undone afterwards", async () => {
    const tenant = await makeFixture();
    await ask(tenant);
    expect(await dueDeletions()).not.toContain(tenant.slug);
    const early = deleteTenant({ slug: tenant.slug, confirmed: true, by: "request" });
    await expect(early).rejects.toMatchObject({ code: "deletion_not_due" });
    await setDue(tenant, new Date(Date.now() - 1000));
    expect(await problemOf(await call(undo, "DELETE", await asAdmin(tenant)))).toMatchObject({
      code: "deletion_due",
    });
    expect(await dueDeletions()).toContain(tenant.slug);
    await deleteTenant({ slug: tenant.slug, confirmed: true, by: "request" });
    expect(await dueDeletions()).not.toContain(tenant.slug);
    const [left] = await withSystem((tx) =>
      tx.execute<{ n: number }>(
        sql`select count(*)::int as n from tenants where id = ${tenant.id} and deletion_due_at is not null`,
      ),
    );
    expect(left?.n).toBe(0);
  });
});
