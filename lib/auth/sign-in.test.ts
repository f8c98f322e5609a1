import { execFile } from "node:child_process";
import { randomInt, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { rateLimits, sessions, users } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { identify } from "#lib/auth/caller.ts";
import { signInWithPassword, signInWithToken } from "#lib/auth/sign-in.ts";
import { issueToken } from "#lib/auth/tokens.ts";
import { TooManyRequests } from "#lib/errors.ts";
import { cookieOf, makeAccount } from "#lib/http/testing/credentials.ts";

afterAll(closePools);

const PASSWORD = "correct horse battery";
const newIp = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
const at = (slug: string, ip = newIp()) => ({ host: `${slug}.localhost:3000`, ip, userAgent: "test" });
const tooMany = expect.any(TooManyRequests);

async function tenantWithMember() {
  const tenant = await makeTenant();
  return { tenant, member: await makeAccount(tenant.id, "editor", PASSWORD) };
}

describe("sign-in with a password", () => {
  it("opens a session of this organisation, which the next request is known by", async () => {
    const { tenant, member } = await tenantWithMember();
    const signedIn = await signInWithPassword(
      { email: ` ${member.email.toUpperCase()} `, password: PASSWORD },
      at(tenant.slug),
    );
    expect(signedIn).toMatchObject({ userId: member.id, email: member.email });
    const [session] = await withSystem((tx) =>
      tx
        .select()
        .from(sessions)
        .where(eq(sessions.id, signedIn?.sessionId ?? "")),
    );
    expect(session).toMatchObject({
      userId: member.id,
      tenantId: tenant.id,
      userAgent: "test",
      revokedAt: null,
    });
    const headers = new Headers({
      host: `${tenant.slug}.localhost:3000`,
      ...(await cookieOf(signedIn?.sessionId ?? "")),
    });
    expect(await identify(headers)).toMatchObject({
      tenant: { id: tenant.id },
      principal: { kind: "user", userId: member.id, role: "editor" },
    });
  });

  it("opens a session of its own each time, so that none can be fixed beforehand", async () => {
    const { tenant, member } = await tenantWithMember();
    const [first, second] = [
      await signInWithPassword({ email: member.email, password: PASSWORD }, at(tenant.slug)),
      await signInWithPassword({ email: member.email, password: PASSWORD }, at(tenant.slug)),
    ];
    expect(first?.sessionId).toBeDefined();
    expect(second?.sessionId).not.toBe(first?.sessionId);
  });

  it("gives one and the same answer to everybody who may not in, and opens no session", async () => {
    const { tenant, member } = await tenantWithMember();
    const stranger = (await tenantWithMember()).member;
    const without = await makeAccount(tenant.id, "viewer", PASSWORD);
    await withSystem((tx) => tx.update(users).set({ passwordHash: null }).where(eq(users.id, without.id)));
    const tries = [
      { email: member.email, password: "wrong password" },
      { email: member.email, password: "" },
      { email: `${randomUUID()}@example.test`, password: PASSWORD },
      { email: stranger.email, password: PASSWORD },
      { email: without.email, password: PASSWORD },
      { email: "no address", password: PASSWORD },
      { email: `${member.email}\u0000`, password: PASSWORD },
      { email: `${"a".repeat(5000)}@example.test`, password: PASSWORD },
    ];
    for (const input of tries)
      expect(await signInWithPassword(input, at(tenant.slug)), input.email.slice(0, 60)).toBeNull();
    for (const host of [
      "localhost:3000",
      "a.b.localhost:3000",
      "no-such-organisation.localhost:3000",
      "evil.example",
      null,
    ]) {
      expect(
        await signInWithPassword({ email: member.email, password: PASSWORD }, { ...at(tenant.slug), host }),
        String(host),
      ).toBeNull();
    }
    expect(
      await withSystem((tx) => tx.select().from(sessions).where(eq(sessions.tenantId, tenant.id))),
    ).toEqual([]);
  });

  it("lets members of a suspended organisation in, since its admins settle the bill", async () => {
    const { tenant, member } = await tenantWithMember();
    await withSystem((tx) => tx.update(tenants).set({ isActive: false }).where(eq(tenants.id, tenant.id)));
    expect(
      await signInWithPassword({ email: member.email, password: PASSWORD }, at(tenant.slug)),
    ).not.toBeNull();
  });

  it("serves more people at once than there are connections", async () => {
    const { tenant, member } = await tenantWithMember();
    const parallel = Array.from({ length: 9 }, () =>
      signInWithPassword({ email: member.email, password: PASSWORD }, at(tenant.slug)),
    );
    expect((await Promise.all(parallel)).every((signedIn) => signedIn?.userId === member.id)).toBe(true);
  });
});

describe("limits of sign-in", () => {
  it("refuses the eleventh try of an account, even with the right password, however the host is spelt", async () => {
    const { tenant, member } = await tenantWithMember();
    const spellings = [
      `${tenant.slug}.localhost:3000`,
      `${tenant.slug.toUpperCase()}.LOCALHOST`,
      `${tenant.slug}.localhost.:9`,
      `${tenant.slug}.localhost:1`,
      tenant.slug.concat(".localhost"),
    ];
    for (let i = 0; i < 10; i++) {
      expect(
        await signInWithPassword(
          { email: member.email, password: "wrong password" },
          { ...at(tenant.slug), host: spellings[i % spellings.length] ?? null },
        ),
      ).toBeNull();
    }
    await expect(
      signInWithPassword({ email: member.email.toUpperCase(), password: PASSWORD }, at(tenant.slug)),
    ).rejects.toEqual(tooMany);
    const other = await makeAccount(tenant.id, "viewer", PASSWORD);
    expect(
      await signInWithPassword({ email: other.email, password: PASSWORD }, at(tenant.slug)),
    ).not.toBeNull();
  });

  it("limits an address that has no account alike", async () => {
    const tenant = await makeTenant();
    const email = `${randomUUID()}@example.test`;
    for (let i = 0; i < 10; i++)
      expect(await signInWithPassword({ email, password: PASSWORD }, at(tenant.slug))).toBeNull();
    await expect(signInWithPassword({ email, password: PASSWORD }, at(tenant.slug))).rejects.toEqual(tooMany);
  });

  it("forgets the failures of an account after a success", async () => {
    const { tenant, member } = await tenantWithMember();
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 5; i++)
        await signInWithPassword({ email: member.email, password: "wrong password" }, at(tenant.slug));
      expect(
        await signInWithPassword({ email: member.email, password: PASSWORD }, at(tenant.slug)),
      ).not.toBeNull();
    }
  });

  it("locks nobody out where they have signed in before, however long a stranger goes on, and limits them there too", async () => {
    const { tenant, member } = await tenantWithMember();
    const [home, abroad] = [newIp(), newIp()];
    const attempt = (password: string, ip: string) =>
      signInWithPassword({ email: member.email, password }, at(tenant.slug, ip));
    expect(await attempt(PASSWORD, home)).not.toBeNull();
    for (let i = 0; i < 10; i++) expect(await attempt("wrong password", newIp())).toBeNull();
    for (let i = 0; i < 3; i++) {
      await expect(attempt("wrong password", newIp())).rejects.toEqual(tooMany);
      await expect(attempt(PASSWORD, abroad)).rejects.toEqual(tooMany);
      expect(await attempt(PASSWORD, home)).not.toBeNull();
    }
    for (let i = 0; i < 10; i++) expect(await attempt("wrong password", home)).toBeNull();
    await expect(attempt(PASSWORD, home)).rejects.toEqual(tooMany);
  });

  it("lets a locked account in again when the window is over, and meanwhile by a link that was mailed", async () => {
    const { tenant, member } = await tenantWithMember();
    const attempt = () => signInWithPassword({ email: member.email, password: PASSWORD }, at(tenant.slug));
    for (let i = 0; i < 10; i++)
      await signInWithPassword({ email: member.email, password: "wrong password" }, at(tenant.slug));
    await expect(attempt()).rejects.toEqual(tooMany);
    const token = await withSystem((tx) =>
      issueToken(tx, { purpose: "magic_link", userId: member.id, tenantId: tenant.id }),
    );
    expect(await signInWithToken(token, at(tenant.slug))).toMatchObject({ userId: member.id });
    await pool("cai_system")
      .sql`update rate_limits set resets_at = now() where key = ${`sign-in:${tenant.id}:${member.email}`}`;
    expect(await attempt()).toMatchObject({ userId: member.id });
  });

  it("counts no success against an address: a whole office signs in from one", async () => {
    const { tenant, member } = await tenantWithMember();
    const ip = newIp();
    const resetsAt = new Date(Date.now() + 60_000);
    await withSystem((tx) =>
      tx.insert(rateLimits).values({ key: `sign-in-address:${ip}`, attempts: 49, resetsAt }),
    );
    const attempt = (password: string) =>
      signInWithPassword({ email: member.email, password }, at(tenant.slug, ip));
    for (let i = 0; i < 3; i++) expect(await attempt(PASSWORD)).not.toBeNull();
    expect(await attempt("wrong password")).toBeNull();
    await expect(attempt(PASSWORD)).rejects.toEqual(tooMany);
  });

  it("refuses the fifty-first try from an address, whatever the accounts; of IPv6 a /64 block is one address", async () => {
    const tenant = await makeTenant();
    const block = `2001:db8:${randomInt(65536).toString(16)}:${randomInt(65536).toString(16)}`;
    const attempt = (i: number) =>
      signInWithPassword(
        { email: "no address", password: "x" },
        at(tenant.slug, `${block}::${i.toString(16)}`),
      );
    for (let i = 1; i <= 50; i++) expect(await attempt(i)).toBeNull();
    await expect(attempt(51)).rejects.toEqual(tooMany);
  });

  it("counts across server processes: of 20 tries in two of them, 10 are let through", async () => {
    const { tenant, member } = await tenantWithMember();
    const script = `
      import { signInWithPassword, signInWithToken } from "#lib/auth/sign-in.ts";
import { issueToken } from "#lib/auth/tokens.ts";
      import { closePools, pool } from "#db/client.ts";
      const answers = await Promise.allSettled(Array.from({ length: 10 }, (_, i) =>
        signInWithPassword({ email: ${JSON.stringify(member.email)}, password: "wrong password" }, { host: "${tenant.slug}.localhost:3000", ip: "10.9." + process.pid % 250 + "." + i, userAgent: "test" })));
      await closePools();
      console.log(JSON.stringify(answers.map((a) => a.status === "fulfilled" ? a.value : a.reason.code)));`;
    const run = () =>
      promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
        env: process.env,
        cwd: process.cwd(),
      });
    const answers = (await Promise.all([run(), run()])).flatMap(({ stdout }) => JSON.parse(stdout));
    expect(answers.filter((answer) => answer === null)).toHaveLength(10);
    expect(answers.filter((answer) => answer === "too_many_requests")).toHaveLength(10);
  });
});
