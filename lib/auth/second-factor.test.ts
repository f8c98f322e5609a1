import { randomInt } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { memberships, recoveryCodes, secondFactors, sessions, users } from "#db/schema/auth.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { declaredMethods } from "#lib/http/declared-methods.ts";
import { ROUTE_MODULES } from "#lib/http/routes.generated.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { makeAccount, makeKey, makeSession } from "#lib/http/testing/credentials.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { confirmIdentity } from "./confirm-identity.ts";
import { confirmSecondFactor } from "./confirm-second-factor.ts";
import { disableSecondFactor } from "./disable-second-factor.ts";
import { giveSecondFactor } from "./give-second-factor.ts";
import { openSession } from "./open-session.ts";
import { handOver } from "./organisations.ts";
import { renewRecoveryCodes } from "./renew-recovery-codes.ts";
import { resetPassword } from "./reset-password.ts";
import { signInWithPassword, signInWithToken } from "./sign-in.ts";
import { changeSignInSettings } from "./sign-in-settings.ts";
import { startSecondFactor } from "./start-second-factor.ts";
import { issueToken } from "./tokens.ts";
import { codeAt, enrolment, newSecret, stepOf } from "./totp.ts";

afterAll(closePools);

const PASSWORD = "correct horse battery";
const at = (slug: string) => ({
  host: `${slug}.localhost:3000`,
  ip: `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
  userAgent: "test",
});
const STEP_MS = 30_000;
const sessionsOf = (userId: string) =>
  withSystem((tx) =>
    tx
      .select()
      .from(sessions)
      .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt))),
  );
/** As if the app's last code had been taken long ago. */
const forgetLastStep = (userId: string) =>
  withSystem((tx) => tx.update(secondFactors).set({ lastStep: 0 }).where(eq(secondFactors.userId, userId)));

/** A member with a second factor, which this session has shown. */
async function enrolled(role: "admin" | "editor" = "editor") {
  const tenant = await makeTenant();
  const member = await makeAccount(tenant.id, role, PASSWORD);
  const { ctx, headers } = await memberCtx(tenant, member.id);
  const { secret, enrolment: sealed } = startSecondFactor(ctx);
  const { recovery_codes } = await confirmSecondFactor(ctx, { enrolment: sealed, code: codeAt(secret) });
  await forgetLastStep(member.id);
  return { tenant, member, ctx, headers, secret, recovery: recovery_codes };
}

describe("codes of authenticator apps", () => {
  it("are those of RFC 6238, appendix B (SHA-1, the last six digits)", () => {
    const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    for (const [seconds, code] of [
      [59, "287082"],
      [1111111109, "081804"],
      [2000000000, "279037"],
    ] as const) {
      expect(codeAt(secret, seconds * 1000)).toBe(code);
      expect(stepOf(secret, code, 0, seconds * 1000)).toBe(Math.floor(seconds / 30));
    }
  });

  it("count one step before and after, not two, and never again", () => {
    const secret = newSecret();
    const now = Date.now();
    const step = Math.floor(now / STEP_MS);
    for (const off of [-1, 0, 1])
      expect(stepOf(secret, codeAt(secret, now + off * STEP_MS), 0, now)).toBe(step + off);
    for (const off of [-2, 2]) expect(stepOf(secret, codeAt(secret, now + off * STEP_MS), 0, now)).toBeNull();
    expect(stepOf(secret, codeAt(secret, now), step, now)).toBeNull();
  });

  it("are enrolled by a link and its QR code", () => {
    const { uri, svg } = enrolment("GEZDGNBVGY3TQOJQ", { issuer: "Construction AI", label: "a@x.test" });
    expect(uri).toMatch(/^otpauth:\/\/totp\/Construction%20AI:a%40x\.test\?/);
    expect(new URL(uri).searchParams.get("secret")).toBe("GEZDGNBVGY3TQOJQ");
    expect(svg).toMatch(/^<svg /);
  });
});

describe("sign-in to an account with a second factor", () => {
  it("by password opens no session without the code, and by one code one", async () => {
    const { tenant, member, secret } = await enrolled();
    const before = (await sessionsOf(member.id)).length;
    const attempt = (code?: string) =>
      signInWithPassword({ email: member.email, password: PASSWORD, code }, at(tenant.slug));
    await expect(attempt()).rejects.toMatchObject({ code: "second_factor_required" });
    await expect(attempt("000000")).rejects.toMatchObject({ code: "second_factor_wrong" });
    expect(await sessionsOf(member.id)).toHaveLength(before);
    // A wrong password says nothing of the factor, whatever code comes with it.
    expect(
      await signInWithPassword(
        { email: member.email, password: "wrong password", code: codeAt(secret) },
        at(tenant.slug),
      ),
    ).toBeNull();
    const code = codeAt(secret);
    const parallel = await Promise.allSettled(
      [1, 2, 3, 4].map(() => attempt(`${code.slice(0, 3)} ${code.slice(3)}`)),
    );
    const opened = parallel.filter(({ status }) => status === "fulfilled");
    expect(opened).toHaveLength(1);
    const newest = (await sessionsOf(member.id)).filter(({ secondFactorAt }) => secondFactorAt);
    expect(newest.some(({ method }) => method === "password")).toBe(true);
    expect(await sessionsOf(member.id)).toHaveLength(before + 1);
  });

  it("by a mailed link spends the link only with the code", async () => {
    const { tenant, member, secret } = await enrolled();
    const token = await withSystem((tx) =>
      issueToken(tx, { purpose: "magic_link", userId: member.id, tenantId: tenant.id }),
    );
    for (let i = 0; i < 2; i++)
      await expect(signInWithToken(token, at(tenant.slug))).rejects.toMatchObject({
        code: "second_factor_required",
      });
    await expect(signInWithToken(token, at(tenant.slug), "000000")).rejects.toMatchObject({
      code: "second_factor_wrong",
    });
    const signedIn = await signInWithToken(token, at(tenant.slug), codeAt(secret));
    const [session] = (await sessionsOf(member.id)).filter(({ id }) => id === signedIn?.sessionId);
    expect(session).toMatchObject({ method: "link", secondFactorAt: expect.any(Date) });
    await forgetLastStep(member.id);
    expect(await signInWithToken(token, at(tenant.slug), codeAt(secret))).toBeNull();
  });

  it("takes a recovery code in its place, each once, and none after they were renewed", async () => {
    const { tenant, member, ctx, recovery } = await enrolled();
    expect(recovery).toHaveLength(10);
    // Of 120 bits: one that is stolen as a hash cannot be found by trying.
    for (const code of recovery) expect(code).toMatch(/^([a-z2-7]{4}-){5}[a-z2-7]{4}$/);
    const attempt = (code: string | undefined) =>
      signInWithPassword({ email: member.email, password: PASSWORD, code }, at(tenant.slug));
    const parallel = await Promise.allSettled([1, 2, 3].map(() => attempt(recovery[0]?.toUpperCase())));
    expect(parallel.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const stored = await withSystem((tx) =>
      tx.select().from(recoveryCodes).where(eq(recoveryCodes.userId, member.id)),
    );
    expect(JSON.stringify(stored)).not.toContain(recovery[1]);
    const { recovery_codes } = await renewRecoveryCodes(ctx);
    await expect(attempt(recovery[1])).rejects.toMatchObject({ code: "second_factor_wrong" });
    expect(await attempt(recovery_codes[1])).not.toBeNull();
  });

  it("is limited to ten codes in a quarter of an hour, right ones too then", async () => {
    const { tenant, member, secret } = await enrolled();
    const attempt = (code: string) =>
      withSystem((tx) =>
        issueToken(tx, { purpose: "magic_link", userId: member.id, tenantId: tenant.id }),
      ).then((token) => signInWithToken(token, at(tenant.slug), code));
    for (let i = 0; i < 10; i++)
      await expect(attempt("000000")).rejects.toMatchObject({ code: "second_factor_wrong" });
    await expect(attempt(codeAt(secret))).rejects.toMatchObject({ code: "too_many_requests" });
  });

  it("by a hand-over needs no second code, and ends with the session that it came from", async () => {
    const { member, ctx } = await enrolled();
    const other = await makeTenant();
    await withSystem((tx) =>
      tx.insert(memberships).values({ tenantId: other.id, userId: member.id, role: "viewer" }),
    );
    const principal = ctx.principal.kind === "user" ? ctx.principal : null;
    if (!principal) throw new Error("No person");
    const past = new Date(Date.now() - 3_600_000);
    await withSystem((tx) =>
      tx.update(sessions).set({ confirmedAt: past }).where(eq(sessions.id, principal.sessionId)),
    );
    const secretOf = async () => (await handOver(principal, other.slug)).url.split("#")[1] ?? "";
    const [token, late] = [await secretOf(), await secretOf()];
    const signedIn = await signInWithToken(token, at(other.slug));
    const [session] = (await sessionsOf(member.id)).filter(({ id }) => id === signedIn?.sessionId);
    // No fresher than where it came from.
    expect(session).toMatchObject({ secondFactorAt: expect.any(Date), confirmedAt: past });
    await withSystem((tx) =>
      tx.update(sessions).set({ revokedAt: sql`now()` }).where(eq(sessions.id, principal.sessionId)),
    );
    expect(await signInWithToken(late, at(other.slug))).toBeNull();
  });

  it("by single sign-on opens a session that is let in nowhere before the code", async () => {
    const { tenant, member } = await enrolled();
    const signedIn = await withSystem((tx) =>
      openSession(tx, { id: member.id, email: member.email }, tenant.id, at(tenant.slug), {
        method: "sso",
        secondFactor: false,
      }),
    );
    const session = (await sessionsOf(member.id)).find(({ id }) => id === signedIn?.sessionId);
    expect(session).toMatchObject({ method: "sso", secondFactorAt: null });
    const given = await withSystem((tx) =>
      openSession(tx, { id: member.id, email: member.email }, tenant.id, at(tenant.slug), {
        method: "sso",
        secondFactor: true,
      }),
    );
    expect((await sessionsOf(member.id)).find(({ id }) => id === given?.sessionId)?.secondFactorAt).toEqual(
      expect.any(Date),
    );
  });

  it("that nobody had proven to own is its owner's by a reset, a squatter's factor notwithstanding; a proven one keeps its factor", async () => {
    for (const proven of [false, true]) {
      const { tenant, member } = await enrolled();
      if (!proven)
        await withSystem((tx) =>
          tx.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, member.id)),
        );
      const token = await withSystem((tx) =>
        issueToken(tx, { purpose: "password_reset", userId: member.id, tenantId: tenant.id }),
      );
      await resetPassword({ token, password: "the owner's password" }, null);
      const attempt = signInWithPassword(
        { email: member.email, password: "the owner's password" },
        at(tenant.slug),
      );
      if (proven) await expect(attempt).rejects.toMatchObject({ code: "second_factor_required" });
      else expect(await attempt).not.toBeNull();
    }
  });
});

describe("an organisation that requires a second factor", () => {
  it("lets members without one only set it up, on every route; keys go on", async () => {
    const { tenant, ctx, headers: adminHeaders } = await enrolled("admin");
    const host = `${tenant.slug}.localhost:3000`;
    const member = await makeAccount(tenant.id, "admin", PASSWORD);
    const before = await makeSession(member.id, tenant.id);
    const key = await makeKey(tenant.id, "admin", { createdBy: member.id });
    await changeSignInSettings(ctx, { require_second_factor: true });
    let refused = 0;
    const letIn: string[] = [];
    for (const [pattern, load] of Object.entries(ROUTE_MODULES))
      for (const { method, handler } of declaredMethods(await load())) {
        if (!handler || !["viewer", "editor", "admin"].includes(handler.declaration.access)) continue;
        if (handler.declaration.beforeSecondFactor) {
          letIn.push(`${method} ${pattern}`);
          continue;
        }
        const response = await call(handler, method, { host, headers: before.headers });
        expect((await problemOf(response)).code, `${method} ${pattern}`).toBe("second_factor_required");
        refused++;
      }
    expect(refused).toBeGreaterThan(60);
    expect(letIn.sort()).toEqual([
      "GET /api/me/confirm",
      "GET /api/me/second-factor",
      "POST /api/me/confirm",
      "POST /api/me/second-factor/give",
      "POST /api/me/second-factor/start",
      "POST /api/me/sign-out-everywhere",
      "PUT /api/me/second-factor",
    ]);
    const files = (await ROUTE_MODULES["/api/files"]()).GET;
    expect((await call(files, "GET", { host, headers: key.headers })).status).toBe(200);
    const cookie = { cookie: adminHeaders.get("cookie") ?? "" };
    expect((await call(files, "GET", { host, headers: cookie })).status).toBe(200);
    // Setting one up lets this session in, and asks the person's other one for a code, once.
    const [first, second] = [await memberCtx(tenant, member.id), await memberCtx(tenant, member.id)];
    const { secret, enrolment: sealed } = startSecondFactor(first.ctx);
    await confirmSecondFactor(first.ctx, { enrolment: sealed, code: codeAt(secret) });
    const ask = async ({ headers }: { headers: Headers }) =>
      (await call(files, "GET", { host, headers: { cookie: headers.get("cookie") ?? "" } })).status;
    expect(await ask(first)).toBe(200);
    expect(await ask(second)).toBe(403);
    await forgetLastStep(member.id);
    await giveSecondFactor(second.ctx, { code: codeAt(secret) });
    expect(await ask(second)).toBe(200);
    await expect(disableSecondFactor(first.ctx)).rejects.toMatchObject({
      code: "second_factor_required_by_organisation",
    });
  });

  it("is one whose admin has a factor, also when both are changed at once", async () => {
    const tenant = await makeTenant();
    const bare = await memberCtx(tenant, (await makeAccount(tenant.id, "admin", PASSWORD)).id);
    await expect(changeSignInSettings(bare.ctx, { require_second_factor: true })).rejects.toMatchObject({
      code: "second_factor_first",
    });
    for (let round = 0; round < 5; round++) {
      const { ctx, member, tenant: own } = await enrolled("admin");
      await Promise.allSettled([
        disableSecondFactor(ctx),
        changeSignInSettings(ctx, { require_second_factor: true }),
      ]);
      const [factor] = await withSystem((tx) =>
        tx.select().from(secondFactors).where(eq(secondFactors.userId, member.id)),
      );
      const [settings] = await withSystem((tx) =>
        tx.select().from(tenantSettings).where(eq(tenantSettings.tenantId, own.id)),
      );
      expect(factor !== undefined).toBe(settings?.requireSecondFactor);
    }
  });
});

describe("a fresh confirmation", () => {
  it("is asked for by sensitive routes a quarter of an hour after sign-in, and given by password, or by code where there is one", async () => {
    const tenant = await makeTenant();
    const host = `${tenant.slug}.localhost:3000`;
    const member = await makeAccount(tenant.id, "admin", PASSWORD);
    const { ctx, headers, sessionId } = await memberCtx(tenant, member.id);
    const cookie = { cookie: headers.get("cookie") ?? "" };
    const { POST } = await ROUTE_MODULES["/api/api-keys"]();
    const create = () => call(POST, "POST", { host, headers: cookie, body: { name: "k", role: "viewer" } });
    const goStale = () =>
      withSystem((tx) =>
        tx
          .update(sessions)
          .set({ confirmedAt: sql`now() - interval '16 minutes'` })
          .where(eq(sessions.id, sessionId)),
      );
    expect((await create()).status).toBe(201);
    await goStale();
    expect(await problemOf(await create())).toMatchObject({ status: 403, code: "reauthentication_required" });
    await expect(confirmIdentity(ctx, { password: "wrong password", code: "" })).rejects.toMatchObject({
      code: "password_wrong",
    });
    await confirmIdentity(ctx, { password: PASSWORD, code: "" });
    expect((await create()).status).toBe(201);
    const { secret, enrolment: sealed } = startSecondFactor(ctx);
    await confirmSecondFactor(ctx, { enrolment: sealed, code: codeAt(secret) });
    await goStale();
    await expect(confirmIdentity(ctx, { password: PASSWORD, code: "" })).rejects.toMatchObject({
      code: "code_needed",
    });
    await forgetLastStep(member.id);
    await confirmIdentity(ctx, { password: "", code: codeAt(secret) });
    expect((await create()).status).toBe(201);
  });
});
