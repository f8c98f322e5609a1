import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { GET as personalData } from "#app/api/me/data/route.ts";
import { DELETE as erase } from "#app/api/me/route.ts";
import { closePools, pool } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import {
  apiKeys,
  authTokens,
  memberships,
  recoveryCodes,
  secondFactors,
  sessions,
  ssoIdentities,
  tenantInvitations,
  users,
} from "#db/schema/auth.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { outbox } from "#db/schema/jobs.ts";
import { caughtMails } from "#db/schema/mail.ts";
import { notifications } from "#db/schema/notifications.ts";
import { webhookMessages } from "#db/schema/webhooks.ts";
import { withSystem } from "#db/tenant.ts";
import { listAuditLogs } from "#lib/audit/list-logs.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { issueToken } from "#lib/auth/tokens.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { makeKey, makeSession } from "#lib/http/testing/credentials.ts";
import {
  type Fixture,
  makeFile,
  makeFixture,
  makeInvitation,
  makeNamedMember,
} from "#lib/http/testing/fixture.ts";
import { notify } from "#lib/notifications/notify.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { openArchive } from "./test/open-archive.ts";

afterAll(closePools);

/** A second organisation's admin who is an editor of the first one, with everything a person can have. */
async function busyPerson(here: Fixture, there: Fixture) {
  const person = await makeNamedMember(there, "admin");
  await withSystem(async (tx) => {
    await tx.insert(memberships).values({ tenantId: here.id, userId: person.id, role: "editor" });
    await tx.insert(secondFactors).values({ userId: person.id, secret: "sealed-factor" });
    await tx.insert(recoveryCodes).values({ userId: person.id, hash: randomUUID() });
    await tx.insert(ssoIdentities).values({
      tenantId: there.id,
      issuer: "https://issuer.example",
      subject: randomUUID(),
      userId: person.id,
    });
    await tx
      .insert(billingAccounts)
      .values({ tenantId: here.id, contacts: [person.email, "office@example.test"] })
      .onConflictDoUpdate({
        target: billingAccounts.tenantId,
        set: { contacts: [person.email, "office@example.test"] },
      });
    await issueToken(tx, { purpose: "password_reset", userId: person.id, tenantId: here.id });
    await tx.insert(caughtMails).values({
      id: randomUUID(),
      recipient: person.email,
      subject: "Hello",
      text: "Hello",
      html: "Hello",
    });
    await tx.insert(outbox).values({
      tenantId: null,
      name: "mail/requested",
      data: { kind: "magic_link", tenant_id: null, email: person.email },
    });
    await tx.insert(webhookMessages).values({
      tenantId: here.id,
      source: randomUUID(),
      type: "member.joined",
      payload: { type: "member.joined", data: { user_id: person.id, email: person.email } },
      occurredAt: new Date(),
    });
  });
  const key = await makeKey(here.id, "viewer", { createdBy: person.id });
  const file = await makeFile(here, { uploadedBy: person.id });
  await withSystem((tx) =>
    notify(tx, {
      tenantId: here.id,
      kind: "file_completed",
      to: [person.id],
      cause: "test",
      fileId: file.id,
    }),
  );
  const session = await makeSession(person.id, here.id);
  return { ...person, key, file, session };
}

it("a person gets what there is about her, and nothing of what is others'", async () => {
  const [here, there, other] = [await makeFixture(), await makeFixture(), await makeFixture()];
  const me = await busyPerson(here, there);
  const invited = await makeInvitation(other, me.email);
  const answer = await call(personalData, "GET", { host: here.host, headers: me.session.headers });
  expect(answer.headers.get("content-type")).toBe("application/zip");
  const opened = await openArchive(Buffer.from(await answer.arrayBuffer()));
  expect(opened.json("profile.json")).toMatchObject({
    id: me.id,
    email: me.email,
    has_password: false,
    identities: [{ issuer: "https://issuer.example" }],
  });
  expect(opened.json<object[]>("memberships.json")).toHaveLength(2);
  expect(opened.json("sessions.json")).toMatchObject([
    { id: me.session.sessionId, organisation_id: here.id },
  ]);
  expect(opened.json("invitations.json")).toMatchObject([{ id: invited.id }]);
  expect(opened.json("api_keys.json")).toMatchObject([{ id: me.key.id }]);
  expect(opened.json("files.json")).toMatchObject([{ id: me.file.id, filename: me.file.filename }]);
  expect(opened.json("notices.json")).toMatchObject([
    { kind: "file_completed", file_id: me.file.id, organisation_id: here.id },
  ]);
  expect(opened.text("README.txt")).toContain(me.email);
  const everything = [...opened.files.values()].map(String).join("\n");
  for (const secret of ["sealed-factor", me.key.key, here.members.admin.email, invited.token])
    expect(everything).not.toContain(secret);
});

describe("deleting one's account", () => {
  const remove = (tenant: Fixture, headers: Record<string, string>, confirm: string) =>
    call(erase, "DELETE", { host: tenant.host, headers, body: { confirm } });

  it("is refused while an organisation would be left without an admin, and says which", async () => {
    const tenant = await makeFixture();
    const { headers } = await makeSession(tenant.members.admin.id, tenant.id);
    const refused = await remove(tenant, headers, tenant.members.admin.email);
    expect(await problemOf(refused)).toMatchObject({
      status: 409,
      code: "last_admin",
      organisations: [{ slug: tenant.slug }],
    });
    const wrong = await remove(tenant, headers, "somebody@else.test");
    expect(await problemOf(wrong)).toMatchObject({ code: "confirmation_wrong" });
    await withSystem((tx) =>
      tx
        .update(sessions)
        .set({ confirmedAt: sql`now() - interval '1 hour'` })
        .where(eq(sessions.userId, tenant.members.admin.id)),
    );
    expect(await problemOf(await remove(tenant, headers, tenant.members.admin.email))).toMatchObject({
      code: "reauthentication_required",
    });
  });

  it("takes name and address from everywhere but the audit logs, which show a former member", async () => {
    const [here, there, other] = [await makeFixture(), await makeFixture(), await makeFixture()];
    const me = await busyPerson(here, there);
    const bystander = await makeInvitation(here);
    const invited = await makeInvitation(other, me.email.toUpperCase());
    expect((await remove(here, me.session.headers, me.email.toUpperCase())).status).toBe(204);

    const left = await withSystem(async (tx) => ({
      users: await tx.select().from(users).where(eq(users.id, me.id)),
      memberships: await tx.select().from(memberships).where(eq(memberships.userId, me.id)),
      sessions: await tx.select().from(sessions).where(eq(sessions.userId, me.id)),
      notices: await tx.select().from(notifications).where(eq(notifications.userId, me.id)),
      tokens: await tx.select().from(authTokens).where(eq(authTokens.userId, me.id)),
      factors: await tx.select().from(secondFactors).where(eq(secondFactors.userId, me.id)),
      codes: await tx.select().from(recoveryCodes).where(eq(recoveryCodes.userId, me.id)),
      identities: await tx.select().from(ssoIdentities).where(eq(ssoIdentities.userId, me.id)),
      invitation: await tx.select().from(tenantInvitations).where(eq(tenantInvitations.id, invited.id)),
    }));
    expect(Object.values(left).flat()).toEqual([]);
    const stay = await withSystem((tx) =>
      tx.select().from(tenantInvitations).where(eq(tenantInvitations.id, bystander.id)),
    );
    expect(stay).toHaveLength(1);
    const [key] = await withSystem((tx) => tx.select().from(apiKeys).where(eq(apiKeys.id, me.key.id)));
    expect(key?.revokedAt).not.toBeNull();
    const [account] = await withSystem((tx) =>
      tx.select().from(billingAccounts).where(eq(billingAccounts.tenantId, here.id)),
    );
    expect(account?.contacts).toEqual(["office@example.test"]);
    expect(await tablesWith(me.email)).toEqual([]);

    const logs = await withSystem((tx) =>
      tx
        .select()
        .from(auditLogs)
        .where(and(eq(auditLogs.action, "account.erased"), inArray(auditLogs.tenantId, [here.id, there.id]))),
    );
    expect(logs.map(({ targetId }) => targetId)).toEqual([me.id, me.id]);
    for (const tenant of [here, there])
      expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true });
    const shown = await listAuditLogs(await systemCtx(here.id), { limit: 50, action: "account.erased" });
    expect(shown.items).toMatchObject([{ actor: { name: null, former: true } }]);
    const gone = await remove(here, me.session.headers, me.email);
    expect(gone.status).toBe(401);
  });
});

/** Tables in which a text stands anywhere, whatever its case; the audit log is meant to keep it. */
async function tablesWith(text: string): Promise<string[]> {
  const { sql: db } = pool("cai_system");
  const tables = await db<{ name: string }[]>`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace
      and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'audit_logs'`;
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await db`
      select 1 from ${db(name)} t where position(${text.toLowerCase()} in lower(to_jsonb(t)::text)) > 0 limit 1`;
    if (row) found.push(name);
  }
  return found;
}
