import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { authTokens, memberships, sessions, users } from "#db/schema/auth.ts";
import { caughtMails } from "#db/schema/mail.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { handOver } from "#lib/auth/organisations.ts";
import { verifyPassword } from "#lib/auth/password.ts";
import { requestLink } from "#lib/auth/request-link.ts";
import { resetPassword } from "#lib/auth/reset-password.ts";
import { signInWithToken } from "#lib/auth/sign-in.ts";
import { issueToken, type TokenPurpose } from "#lib/auth/tokens.ts";
import { sendMailsTo } from "#lib/email/test/send-mails.ts";
import { makeSession } from "#lib/http/testing/credentials.ts";

afterAll(closePools);

const at = (slug: string) => ({ host: `${slug}.localhost:3000`, ip: crypto.randomUUID(), userAgent: "test" });
const NEW_PASSWORD = "another long password";

async function tokenFor(purpose: TokenPurpose) {
  const tenant = await makeTenant();
  const member = await makeMember(tenant.id, "editor");
  const secret = await withSystem((tx) =>
    issueToken(tx, { purpose, userId: member.id, tenantId: tenant.id }),
  );
  return { tenant, member, secret };
}
const expire = (secret: string) =>
  withSystem((tx) =>
    tx
      .update(authTokens)
      .set({ expiresAt: sql`now()` })
      .where(eq(authTokens.hash, hashSecret(secret))),
  );
const sessionsOf = (userId: string) =>
  withSystem((tx) => tx.select().from(sessions).where(eq(sessions.userId, userId)));

describe.each(["magic_link", "handoff"] as const)("a token to sign in (%s)", (purpose) => {
  it("opens one session under 20 parallel spends, and none afterwards", async () => {
    const { tenant, member, secret } = await tokenFor(purpose);
    const spends = await Promise.all(
      Array.from({ length: 20 }, () => signInWithToken(secret, at(tenant.slug))),
    );
    expect(spends.filter((signedIn) => signedIn !== null)).toEqual([
      expect.objectContaining({ userId: member.id }),
    ]);
    expect(await signInWithToken(secret, at(tenant.slug))).toBeNull();
    expect(await sessionsOf(member.id)).toHaveLength(1);
  });

  it("is worth nothing when it has expired, at another host, for another purpose or for somebody removed", async () => {
    const expired = await tokenFor(purpose);
    await expire(expired.secret);
    expect(await signInWithToken(expired.secret, at(expired.tenant.slug))).toBeNull();

    const elsewhere = await tokenFor(purpose);
    const other = await makeTenant();
    await withSystem((tx) =>
      tx.insert(memberships).values({ tenantId: other.id, userId: elsewhere.member.id, role: "admin" }),
    );
    expect(await signInWithToken(elsewhere.secret, at(other.slug))).toBeNull();

    const removed = await tokenFor(purpose);
    await withSystem((tx) => tx.delete(memberships).where(eq(memberships.userId, removed.member.id)));
    expect(await signInWithToken(removed.secret, at(removed.tenant.slug))).toBeNull();

    const toReset = await tokenFor(purpose);
    await expect(
      resetPassword({ token: toReset.secret, password: NEW_PASSWORD }, null),
    ).rejects.toMatchObject({ code: "token_spent" });
    expect(await signInWithToken(toReset.secret, at(toReset.tenant.slug))).not.toBeNull();

    const reset = await tokenFor("password_reset");
    expect(await signInWithToken(reset.secret, at(reset.tenant.slug))).toBeNull();
    for (const made of ["", "x", "\u0000", "a".repeat(10_000)])
      expect(await signInWithToken(made, at(reset.tenant.slug))).toBeNull();
  });

  it("is stored as a hash only", async () => {
    const { member, secret } = await tokenFor(purpose);
    const rows = await withSystem((tx) =>
      tx.select().from(authTokens).where(eq(authTokens.userId, member.id)),
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

describe("a password reset", () => {
  it("sets the password of one of 20 parallel calls, and ends every session and every other link", async () => {
    const { tenant, member, secret } = await tokenFor("password_reset");
    await makeSession(member.id, tenant.id);
    const magic = await withSystem((tx) =>
      issueToken(tx, { purpose: "magic_link", userId: member.id, tenantId: tenant.id }),
    );
    const second = await withSystem((tx) =>
      issueToken(tx, { purpose: "password_reset", userId: member.id, tenantId: tenant.id }),
    );
    const calls = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        resetPassword({ token: secret, password: `${NEW_PASSWORD} ${i}` }, `10.0.0.${i}`),
      ),
    );
    const won = calls.findIndex((call) => call.status === "fulfilled");
    expect(calls.filter((call) => call.status === "fulfilled")).toHaveLength(1);
    for (const call of calls)
      if (call.status === "rejected") expect(call.reason).toMatchObject({ status: 400, code: "token_spent" });

    const [user] = await withSystem((tx) => tx.select().from(users).where(eq(users.id, member.id)));
    expect(await verifyPassword(user?.passwordHash, `${NEW_PASSWORD} ${won}`)).toBe(true);
    expect(user?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await sessionsOf(member.id)).every((session) => session.revokedAt !== null)).toBe(true);
    expect(await signInWithToken(magic, at(tenant.slug))).toBeNull();
    await expect(resetPassword({ token: second, password: NEW_PASSWORD }, null)).rejects.toMatchObject({
      code: "token_spent",
    });
  });

  it("is worth nothing when it has expired", async () => {
    const { secret } = await tokenFor("password_reset");
    await expire(secret);
    await expect(resetPassword({ token: secret, password: NEW_PASSWORD }, null)).rejects.toMatchObject({
      code: "token_spent",
    });
  });
});

describe("a mailed link", () => {
  const mails = (recipient: string) =>
    withSystem((tx) => tx.select().from(caughtMails).where(eq(caughtMails.recipient, recipient)));

  it("goes to a member, leads to the organisation's own address whatever the Host says, and signs in", async () => {
    const tenant = await makeTenant();
    const member = await makeMember(tenant.id, "viewer");
    await requestLink("magic_link", member.email, {
      host: `${tenant.slug.toUpperCase()}.localhost:9999`,
      ip: crypto.randomUUID(),
    });
    const [event] = await sendMailsTo(member.email);
    const [mail] = await mails(member.email);
    const [, origin, secret] = /(http:\/\/\S+)\/sign-in\/token#([\w-]+)/.exec(mail?.text ?? "") ?? [];
    expect(secret?.length).toBeGreaterThan(30);
    expect(JSON.stringify(event)).not.toContain(secret);
    expect(origin).toBe(`http://${tenant.slug}.localhost:3000`);
    expect(await signInWithToken(secret ?? "", at(tenant.slug))).toMatchObject({ userId: member.id });
  });

  it.each(["magic_link", "password_reset"] as const)(
    "is answered alike for strangers, members of others and members, and goes to members only (%s)",
    async (purpose) => {
      const tenant = await makeTenant();
      const member = await makeMember(tenant.id, "viewer");
      const stranger = await makeMember((await makeTenant()).id, "viewer");
      const unknown = `${crypto.randomUUID()}@example.test`;
      for (const email of [stranger.email, unknown, member.email]) {
        expect(
          await requestLink(purpose, email, {
            host: `${tenant.slug}.localhost:3000`,
            ip: crypto.randomUUID(),
          }),
        ).toBeUndefined();
      }
      // What is written for each differs in the address alone, so that it takes as long.
      const asked = await Promise.all([stranger.email, unknown, member.email].map(sendMailsTo));
      const data = { kind: purpose, locale: "en", tenant_id: tenant.id };
      expect(asked.flat().map((event) => ({ ...event.data, email: "" }))).toEqual(
        Array(3).fill({ ...data, email: "" }),
      );
      expect(await mails(member.email)).toHaveLength(1);
      expect(await mails(stranger.email)).toEqual([]);
      expect(await mails(unknown)).toEqual([]);
    },
  );

  it("is the same mail when its job is repeated, and its link works once and still lives", async () => {
    const tenant = await makeTenant();
    const member = await makeMember(tenant.id, "viewer");
    await requestLink("magic_link", member.email, {
      host: `${tenant.slug}.localhost:3000`,
      ip: crypto.randomUUID(),
    });
    await sendMailsTo(member.email);
    await withSystem((tx) =>
      tx.update(authTokens).set({ expiresAt: sql`now()` }).where(eq(authTokens.userId, member.id)),
    );
    await sendMailsTo(member.email);
    const [mail, ...more] = await mails(member.email);
    expect(more).toEqual([]);
    const secret = /#([\w-]+)/.exec(mail?.text ?? "")?.[1] ?? "";
    expect(await signInWithToken(secret, at(tenant.slug))).toMatchObject({ userId: member.id });
    await sendMailsTo(member.email);
    expect(await signInWithToken(secret, at(tenant.slug))).toBeNull();
  });

  it("asked for on the root domain leads to each of the person's organisations", async () => {
    const [first, second] = [await makeTenant(), await makeTenant()];
    const member = await makeMember(first.id, "viewer");
    await withSystem((tx) =>
      tx.insert(memberships).values({ tenantId: second.id, userId: member.id, role: "admin" }),
    );
    await requestLink("magic_link", member.email, { host: "localhost:3000", ip: crypto.randomUUID() });
    await sendMailsTo(member.email);
    const [mail] = await mails(member.email);
    for (const { slug } of [first, second]) {
      const secret = new RegExp(`${slug}\\.localhost\\S+#([\\w-]+)`).exec(mail?.text ?? "")?.[1] ?? "";
      expect(await signInWithToken(secret, at(slug))).toMatchObject({ userId: member.id });
    }
  });

  it("is not asked for more than five times in a quarter of an hour, with or without an account", async () => {
    const tenant = await makeTenant();
    const member = await makeMember(tenant.id, "viewer");
    for (const email of [member.email, `${crypto.randomUUID()}@example.test`]) {
      const ask = () =>
        requestLink("magic_link", email, { host: `${tenant.slug}.localhost:3000`, ip: crypto.randomUUID() });
      for (let i = 0; i < 5; i++) await ask();
      await expect(ask()).rejects.toMatchObject({ code: "too_many_requests" });
    }
  });
});

describe("a hand-over to another organisation", () => {
  it("is made for members of it only", async () => {
    const { tenant, member } = await tokenFor("handoff");
    const signedIn = { userId: member.id, ...(await makeSession(member.id, tenant.id)) };
    const other = await makeTenant();
    await expect(handOver(signedIn, other.slug)).rejects.toMatchObject({
      status: 404,
      code: "tenant_not_found",
    });
    await withSystem((tx) =>
      tx.insert(memberships).values({ tenantId: other.id, userId: member.id, role: "viewer" }),
    );
    const { url } = await handOver(signedIn, other.slug);
    const [origin, secret = ""] = url.split("/sign-in/token?auto#");
    expect(origin).toBe(`http://${other.slug}.localhost:3000`);
    expect(await signInWithToken(secret, at(other.slug))).toMatchObject({ userId: member.id });
  });
});
