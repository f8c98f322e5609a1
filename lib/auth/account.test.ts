import { randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { emailChanges, memberships, sessions, users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { identify } from "#lib/auth/caller.ts";
import { makeAccount, makeSession } from "#lib/http/testing/credentials.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { confirmEmailChange, readEmailChange, requestEmailChange } from "./change-email.ts";
import { changePassword } from "./change-password.ts";
import { deviceOf } from "./device.ts";
import { emailChangeMail, emailChangeSecret } from "./email-change-mail.ts";
import { lookAtLink } from "./look-at-link.ts";
import { endMemberSessions, endOtherSessions, endSession, listSessions } from "./sessions.ts";
import { signInWithPassword } from "./sign-in.ts";
import { issueToken } from "./tokens.ts";

afterAll(closePools);

const PASSWORD = "correct horse battery";
const newEmail = () => `${crypto.randomUUID()}@example.test`;
const at = (slug: string) => ({
  host: `${slug}.localhost:3000`,
  ip: `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
  userAgent: "test",
});
const changeOf = async (userId: string) => {
  const [row] = await withSystem((tx) =>
    tx.select().from(emailChanges).where(eq(emailChanges.userId, userId)),
  );
  return row;
};
const emailOf = async (userId: string) => {
  const [row] = await withSystem((tx) =>
    tx.select({ email: users.email }).from(users).where(eq(users.id, userId)),
  );
  return row?.email;
};

describe("another address", () => {
  it("is the account's when both the old and the new one have confirmed it, in either order, and not before", async () => {
    for (const order of [
      ["old", "new"],
      ["new", "old"],
    ] as const) {
      const tenant = await makeTenant();
      const member = await makeAccount(tenant.id, "viewer", PASSWORD);
      const { ctx } = await memberCtx(tenant, member.id);
      const email = newEmail();
      await requestEmailChange(ctx, { email });
      const id = (await changeOf(member.id))?.id ?? "";
      const confirm = (side: "old" | "new") =>
        confirmEmailChange({ token: emailChangeSecret(id, side) }, at(tenant.slug));
      const [first, second] = order;
      expect(await confirm(first)).toEqual({
        new_email: email,
        waits_for: first === "old" ? email : member.email,
      });
      await confirm(first);
      expect(await emailOf(member.id)).toBe(member.email);
      expect(await confirm(second)).toEqual({ new_email: email, waits_for: null });
      expect(await emailOf(member.id)).toBe(email);
      expect(await signInWithPassword({ email, password: PASSWORD }, at(tenant.slug))).not.toBeNull();
      await expect(confirm(second)).rejects.toMatchObject({ code: "token_spent" });
    }
  });

  it("that is asked for anew makes the links before worthless, and each mail goes to its own address", async () => {
    const tenant = await makeTenant();
    const member = await makeMember(tenant.id, "viewer");
    const { ctx } = await memberCtx(tenant, member.id);
    const [early, late] = [newEmail(), newEmail()];
    await requestEmailChange(ctx, { email: early });
    const before = (await changeOf(member.id))?.id ?? "";
    await requestEmailChange(ctx, { email: late });
    const id = (await changeOf(member.id))?.id ?? "";
    expect(await readEmailChange(ctx)).toMatchObject({ new_email: late, old_confirmed: false });
    const asked = { tenant_id: tenant.id, change_id: before, side: "new" as const };
    expect(await emailChangeMail(asked)).toBeNull();
    expect(await emailChangeMail({ ...asked, change_id: id })).toMatchObject({ to: late });
    expect(await emailChangeMail({ ...asked, change_id: id, side: "old" })).toMatchObject({
      to: member.email,
    });
    await expect(
      confirmEmailChange({ token: emailChangeSecret(before, "old") }, at(tenant.slug)),
    ).rejects.toMatchObject({ code: "token_spent" });
  });

  it("that has an account of its own is refused to whoever has its mail; of two who want one address one gets it", async () => {
    const tenant = await makeTenant();
    const taken = await makeMember(tenant.id, "viewer");
    const people = await Promise.all([1, 2, 3].map(() => makeMember(tenant.id, "viewer")));
    const free = newEmail();
    const wanted = [taken.email, free, free];
    const ids: string[] = [];
    for (const [i, { id }] of people.entries()) {
      const { ctx } = await memberCtx(tenant, id);
      await requestEmailChange(ctx, { email: wanted[i] ?? "" });
      const changeId = (await changeOf(id))?.id ?? "";
      await confirmEmailChange({ token: emailChangeSecret(changeId, "old") }, at(tenant.slug));
      ids.push(changeId);
    }
    const results = await Promise.allSettled(
      ids.map((id) => confirmEmailChange({ token: emailChangeSecret(id, "new") }, at(tenant.slug))),
    );
    expect(results.map((r) => (r.status === "fulfilled" ? "done" : r.reason.code)).sort()).toEqual([
      "address_taken",
      "address_taken",
      "done",
    ]);
  });
});

describe("a new password", () => {
  it("wants the present one, ends every other session, and keeps this one", async () => {
    const tenant = await makeTenant();
    const member = await makeAccount(tenant.id, "viewer", PASSWORD);
    const own = await memberCtx(tenant, member.id);
    const other = await memberCtx(tenant, member.id);
    const next = "a brand new password";
    await expect(
      changePassword(own.ctx, { current_password: "wrong password", password: next }),
    ).rejects.toMatchObject({ code: "password_wrong", extra: { issues: [{ path: "current_password" }] } });
    await changePassword(own.ctx, { current_password: PASSWORD, password: next });
    expect(await identify(own.headers)).toMatchObject({ principal: { userId: member.id } });
    await expect(identify(other.headers)).rejects.toMatchObject({ status: 401 });
    const attempt = (password: string) =>
      signInWithPassword({ email: member.email, password }, at(tenant.slug));
    expect(await attempt(PASSWORD)).toBeNull();
    expect(await attempt(next)).not.toBeNull();
  });
});

describe("sessions", () => {
  it("are listed here and elsewhere, and end one by one, all others, or by an admin for this organisation alone", async () => {
    const [tenant, elsewhere] = [await makeTenant(), await makeTenant()];
    const member = await makeMember(tenant.id, "viewer");
    await withSystem((tx) =>
      tx.insert(memberships).values({ tenantId: elsewhere.id, userId: member.id, role: "viewer" }),
    );
    const { ctx, sessionId, headers } = await memberCtx(tenant, member.id);
    const [second, third, abroad] = await Promise.all([
      makeSession(member.id, tenant.id),
      makeSession(member.id, tenant.id),
      makeSession(member.id, elsewhere.id),
    ]);
    const stranger = await makeSession((await makeMember(tenant.id, "viewer")).id, tenant.id);
    const { items } = await listSessions(ctx);
    expect(new Set(items.map(({ id, is_current, is_here }) => `${id} ${is_current} ${is_here}`))).toEqual(
      new Set([
        `${sessionId} true true`,
        `${second.sessionId} false true`,
        `${third.sessionId} false true`,
        `${abroad.sessionId} false false`,
      ]),
    );
    await endSession(ctx, second.sessionId);
    for (const id of [second.sessionId, stranger.sessionId])
      await expect(endSession(ctx, id)).rejects.toMatchObject({ code: "session_not_found" });
    expect(await endOtherSessions(ctx)).toEqual({ ended: 2 });
    expect((await listSessions(ctx)).items.map(({ id }) => id)).toEqual([sessionId]);
    const away = await makeSession(member.id, elsewhere.id);
    const admin = await memberCtx(tenant, (await makeMember(tenant.id, "admin")).id);
    expect(await endMemberSessions(admin.ctx, member.id)).toEqual({ ended: 1 });
    await expect(identify(headers)).rejects.toMatchObject({ status: 401 });
    const [kept] = await withSystem((tx) =>
      tx.select().from(sessions).where(eq(sessions.id, away.sessionId)),
    );
    expect(kept?.revokedAt).toBeNull();
    const outsider = await makeMember(elsewhere.id, "viewer");
    await expect(endMemberSessions(admin.ctx, outsider.id)).rejects.toMatchObject({
      code: "member_not_found",
    });
  });

  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
      { device: "Computer", browser: "Firefox 128 on Windows" },
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
      { device: "Phone", browser: "Safari 18 on iOS" },
    ],
    ["", { device: "Unknown device", browser: "Unknown browser" }],
    ["()[];".repeat(60), { device: "Unknown device", browser: expect.any(String) }],
  ])("say in words what a browser says of itself: %s", (userAgent, words) =>
    expect(deviceOf(userAgent)).toEqual(words),
  );
});

it("a sign-in link says whom it signs in, at its own host only, and is not spent by that", async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()];
  const member = await makeMember(tenant.id, "viewer");
  const token = await withSystem((tx) =>
    issueToken(tx, { purpose: "magic_link", userId: member.id, tenantId: tenant.id }),
  );
  for (let i = 0; i < 2; i++)
    expect(await lookAtLink({ token }, at(tenant.slug))).toEqual({ email: member.email });
  for (const [secret, slug] of [
    [token, other.slug],
    ["x".repeat(43), tenant.slug],
  ] as const)
    await expect(lookAtLink({ token: secret }, at(slug))).rejects.toMatchObject({ code: "token_spent" });
});
