import { and, eq, sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { DELETE } from "#app/api/members/[id]/second-factor/route.ts";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { memberships, recoveryCodes, secondFactors, sessions } from "#db/schema/auth.ts";
import { operatorLogs } from "#db/schema/operators.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { identify } from "#lib/auth/caller.ts";
import { confirmSecondFactor } from "#lib/auth/confirm-second-factor.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import { startSecondFactor } from "#lib/auth/start-second-factor.ts";
import { codeAt } from "#lib/auth/totp.ts";
import { config } from "#lib/config/index.ts";
import { sendMailsTo } from "#lib/email/test/send-mails.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { makeAccount, makeSession } from "#lib/http/testing/credentials.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { COMMAND } from "#lib/operators/context.ts";
import { resetAccountFactor } from "#lib/operators/reset-account-factor.ts";

afterAll(closePools);

const PASSWORD = "correct horse battery";
type Tenant = Awaited<ReturnType<typeof makeTenant>>;

/** A member with a second factor, signed in. */
async function protectedMember(tenant: Tenant) {
  const member = await makeAccount(tenant.id, "editor", PASSWORD);
  const { ctx, headers } = await memberCtx(tenant, member.id);
  const { secret, enrolment } = startSecondFactor(ctx);
  await confirmSecondFactor(ctx, { enrolment, code: codeAt(secret) });
  return { ...member, headers };
}

async function admin(tenant: Tenant) {
  const { id } = await makeMember(tenant.id, "admin");
  const { sessionId, headers } = await makeSession(id, tenant.id);
  const host = `${tenant.slug}.${config().rootDomain}`;
  return {
    id,
    sessionId,
    reset: (member: string) => call(DELETE, "DELETE", { host, headers, params: { id: member } }),
  };
}

const factorOf = (userId: string) =>
  withSystem(async (tx) => ({
    factors: (await tx.select().from(secondFactors).where(eq(secondFactors.userId, userId))).length,
    codes: (await tx.select().from(recoveryCodes).where(eq(recoveryCodes.userId, userId))).length,
  }));
const UNTOUCHED = { factors: 1, codes: 10 };

const entriesOf = (tenantId: string) =>
  withSystem((tx) =>
    tx
      .select({ actor: auditLogs.actor, detail: auditLogs.detail })
      .from(auditLogs)
      .where(and(eq(auditLogs.tenantId, tenantId), eq(auditLogs.action, "second_factor.reset"))),
  );

const mailsTo = async (email: string) =>
  (await sendMailsTo(email))
    .map(({ data }) => data.change)
    .filter((change) => change === "second_factor_reset");

it("an admin takes a lost factor away: sessions end, the log and the owner are told, and the password still is needed", async () => {
  const tenant = await makeTenant();
  const member = await protectedMember(tenant);
  const by = await admin(tenant);
  const origin = { host: `${tenant.slug}.${config().rootDomain}`, ip: "10.1.2.3", userAgent: null };
  const signIn = (password: string) => signInWithPassword({ email: member.email, password }, origin);
  await expect(signIn(PASSWORD)).rejects.toMatchObject({ code: "second_factor_required" });

  expect(await (await by.reset(member.id)).json()).toEqual({ ended: 1 });
  expect(await factorOf(member.id)).toEqual({ factors: 0, codes: 0 });
  await expect(identify(member.headers)).rejects.toMatchObject({ status: 401 });
  expect(await entriesOf(tenant.id)).toEqual([{ actor: `user:${by.id}`, detail: { sessions_ended: 1 } }]);
  expect(await mailsTo(member.email)).toEqual(["second_factor_reset"]);
  expect(await signIn("a wrong password")).toBeNull();
  expect(await signIn(PASSWORD)).toMatchObject({ userId: member.id });

  expect(await problemOf(await by.reset(member.id))).toMatchObject({ code: "second_factor_absent" });
  expect(await entriesOf(tenant.id)).toHaveLength(1);
});

it("is refused for oneself, for strangers, without a fresh confirmation, and for an account of other organisations too", async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()];
  const member = await protectedMember(tenant);
  const stranger = await protectedMember(other);
  const by = await admin(tenant);
  const codeOf = async (id: string) => (await problemOf(await by.reset(id))).code;
  expect(await codeOf(by.id)).toBe("second_factor_own");
  expect(await codeOf(stranger.id)).toBe("member_not_found");

  await withSystem((tx) =>
    tx.insert(memberships).values({ tenantId: other.id, userId: member.id, role: "viewer" }),
  );
  expect(await codeOf(member.id)).toBe("account_elsewhere");
  await withSystem((tx) =>
    tx.delete(memberships).where(and(eq(memberships.userId, member.id), eq(memberships.tenantId, other.id))),
  );
  await withSystem((tx) =>
    tx
      .update(sessions)
      .set({ confirmedAt: sql`now() - interval '16 minutes'` })
      .where(eq(sessions.id, by.sessionId)),
  );
  expect(await codeOf(member.id)).toBe("reauthentication_required");
  for (const { id, email } of [member, stranger]) {
    expect(await factorOf(id)).toEqual(UNTOUCHED);
    expect(await mailsTo(email)).toEqual([]);
  }
});

it("waits for whoever makes the account another organisation's member at that moment, and is refused then", async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()];
  const member = await protectedMember(tenant);
  const by = await admin(tenant);
  const answer = await withSystem(async (tx) => {
    await tx.insert(memberships).values({ tenantId: other.id, userId: member.id, role: "viewer" });
    const asked = by.reset(member.id);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { asked };
  });
  expect(await problemOf(await answer.asked)).toMatchObject({ code: "account_elsewhere" });
  expect(await factorOf(member.id)).toEqual(UNTOUCHED);
});

it("an operator does it for an account of several organisations, each of which sees it in its log", async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()];
  const member = await protectedMember(tenant);
  await withSystem((tx) =>
    tx.insert(memberships).values({ tenantId: other.id, userId: member.id, role: "viewer" }),
  );
  const elsewhere = await makeSession(member.id, other.id);
  const reason = "called back on the number in the contract";
  expect(await resetAccountFactor(COMMAND, { email: member.email, reason })).toEqual({ ended: 2 });
  expect(await factorOf(member.id)).toEqual({ factors: 0, codes: 0 });
  const there = new Headers({ host: `${other.slug}.${config().rootDomain}`, ...elsewhere.headers });
  for (const headers of [member.headers, there])
    await expect(identify(headers)).rejects.toMatchObject({ status: 401 });
  for (const { id } of [tenant, other])
    expect(await entriesOf(id)).toEqual([{ actor: "operator", detail: { sessions_ended: 1 } }]);
  const deeds = await withSystem((tx) =>
    tx
      .select({ detail: operatorLogs.detail })
      .from(operatorLogs)
      .where(eq(operatorLogs.action, "account.second_factor_reset")),
  );
  expect(deeds).toContainEqual({ detail: { user: member.id, email: member.email, reason } });
  expect(await mailsTo(member.email)).toEqual(["second_factor_reset"]);
  await expect(resetAccountFactor(COMMAND, { email: "nobody@nowhere.test", reason })).rejects.toMatchObject({
    code: "account_not_found",
  });
});
