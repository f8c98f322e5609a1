import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { memberships, sessions, users } from "#db/schema/auth.ts";
import { tenantSettings, tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { signInWithPassword, signInWithToken } from "#lib/auth/sign-in.ts";
import { SignUp, signUpOrganisation } from "#lib/auth/sign-up-organisation.ts";
import { makeFixture, makeInvitation } from "#lib/http/testing/fixture.ts";
import { acceptInvitation } from "#lib/members/accept-invitation.ts";
import { RESERVED_SLUGS } from "#lib/tenancy/host.ts";
import { operatorCreateTenant } from "#lib/tenancy/operator-tenants.ts";

afterAll(closePools);

const PASSWORD = "correct horse battery";
const newSlug = () => `s-${randomUUID().slice(0, 18)}`;
const newEmail = () => `${randomUUID()}@example.test`;
const form = (given: Partial<Parameters<typeof signUpOrganisation>[0]> = {}) => ({
  organisation: "New Office",
  slug: newSlug(),
  name: "Nia New",
  email: newEmail(),
  password: PASSWORD,
  ...given,
});
/** Somebody at the platform's own address. */
const fromRoot = (ip: string) => ({ host: "localhost:3000", ip });
const signUp = (given: Parameters<typeof form>[0] = {}) =>
  signUpOrganisation(form(given), fromRoot(randomUUID()));
const at = (slug: string) => ({ host: `${slug}.localhost:3000`, ip: randomUUID(), userAgent: "test" });
const userOf = async (email: string) =>
  (await withSystem((tx) => tx.select().from(users).where(eq(users.email, email))))[0];

describe("sign-up of an organisation", () => {
  it("makes the organisation, its settings and its first admin, whom the answer signs in once", async () => {
    const given = form({ email: newEmail() });
    const { slug, url } = await signUpOrganisation(given, fromRoot(randomUUID()));
    expect(url).toMatch(new RegExp(`^http://${given.slug}\\.localhost:3000/sign-in/token`));
    const [tenant] = await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.slug, slug)));
    const user = await userOf(given.email);
    expect(tenant).toMatchObject({
      name: "New Office",
      subscriptionTier: "free",
      isActive: true,
      storageUsed: 0,
    });
    const id = tenant?.id ?? "";
    expect(
      await withSystem((tx) => tx.select().from(tenantSettings).where(eq(tenantSettings.tenantId, id))),
    ).toHaveLength(1);
    expect(
      await withSystem((tx) => tx.select().from(memberships).where(eq(memberships.tenantId, id))),
    ).toMatchObject([{ userId: user?.id, role: "admin" }]);
    expect(
      await withSystem((tx) => tx.select().from(auditLogs).where(eq(auditLogs.tenantId, id))),
    ).toMatchObject([{ action: "tenant.created", actor: `user:${user?.id}` }]);
    const secret = url.split("#")[1] ?? "";
    expect(await signInWithToken(secret, at(slug))).toMatchObject({ userId: user?.id });
    expect(await signInWithToken(secret, at(slug))).toBeNull();
  });

  it("gives an address to one of 20 who ask for it at once, and leaves nothing of the others", async () => {
    const slug = newSlug();
    const forms = Array.from({ length: 20 }, () => form({ slug }));
    const answers = await Promise.allSettled(
      forms.map((given) => signUpOrganisation(given, fromRoot(randomUUID()))),
    );
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === "rejected")
        expect(answer.reason).toMatchObject({ status: 409, code: "slug_taken" });
    expect(await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.slug, slug)))).toHaveLength(1);
    const left = await Promise.all(forms.map(({ email }) => userOf(email)));
    expect(left.filter((user) => user !== undefined)).toHaveLength(1);
  });

  it("makes one account of one person who signs up twice at once", async () => {
    const email = newEmail();
    const answers = await Promise.allSettled([signUp({ email }), signUp({ email })]);
    expect(answers.map((answer) => answer.status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await withSystem((tx) => tx.select().from(users).where(eq(users.email, email)))).toHaveLength(1);
  });

  it("refuses reserved, nested, encoded and malformed addresses, and leaves no account", async () => {
    for (const slug of [
      "www",
      "admin",
      "api",
      "a.b",
      "xn--abc",
      "ab",
      "1abc",
      "x".repeat(41),
      "a--b",
      "",
      "abc\u0000",
    ]) {
      const email = newEmail();
      await expect(signUp({ slug, email }), slug).rejects.toMatchObject({
        status: 400,
        code: RESERVED_SLUGS.has(slug) ? "slug_reserved" : "slug_invalid",
      });
      expect(await userOf(email)).toBeUndefined();
    }
  });

  it("lets somebody with an account found a second organisation with their own password only", async () => {
    const email = newEmail();
    const first = await signUp({ email });
    const second = await signUp({ email });
    const account = await userOf(email);
    expect(
      await withSystem((tx) =>
        tx
          .select()
          .from(memberships)
          .where(eq(memberships.userId, account?.id ?? "")),
      ),
    ).toHaveLength(2);
    const slug = newSlug();
    await expect(signUp({ email, slug, password: "another long password" })).rejects.toMatchObject({
      status: 400,
      code: "account_exists",
    });
    expect(await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.slug, slug)))).toEqual([]);
    for (const { slug: own } of [first, second])
      expect(await signInWithPassword({ email, password: PASSWORD }, at(own))).not.toBeNull();
  });

  it("is no way to guess a password beside sign-in: ten tries an account, sixty an address", async () => {
    const email = newEmail();
    await signUp({ email });
    for (let i = 0; i < 9; i++)
      await expect(signUp({ email, password: `wrong password ${i}` })).rejects.toMatchObject({
        code: "account_exists",
      });
    await expect(signUp({ email })).rejects.toMatchObject({ status: 429, code: "too_many_requests" });
    const address = randomUUID();
    for (let i = 0; i < 60; i++)
      await expect(signUpOrganisation(form({ slug: "www" }), fromRoot(address))).rejects.toMatchObject({
        code: "slug_reserved",
      });
    await expect(signUpOrganisation(form({ slug: "www" }), fromRoot(address))).rejects.toMatchObject({
      code: "too_many_requests",
    });
  });

  it("says of each field what is wrong with it", () => {
    const issues = SignUp.safeParse({
      organisation: "x",
      slug: "abc",
      name: " ",
      email: "no",
      password: "short",
    }).error?.issues;
    expect(issues?.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual([
      "organisation: Give the organisation's name.",
      "name: Give your name.",
      "email: This is no e-mail address.",
      "password: Use at least 10 characters.",
    ]);
  });
});

describe("an account under an address that nobody has proven to own", () => {
  /** Somebody signs up with the victim's address before the victim does. */
  async function squat() {
    const email = newEmail();
    const { slug, url } = await signUp({ email, password: "squatter's password" });
    await signInWithToken(url.split("#")[1] ?? "", at(slug));
    return { email, slug };
  }

  it("gives its maker no way into an organisation that an operator makes for the owner", async () => {
    const { email } = await squat();
    const made = await operatorCreateTenant({
      name: "Victim Ltd",
      slug: newSlug(),
      plan: "free",
      admin_email: email,
    });
    expect(made.admin.password).toEqual(expect.any(String));
    expect(await signInWithPassword({ email, password: "squatter's password" }, at(made.slug))).toBeNull();
    expect(
      await signInWithPassword({ email, password: made.admin.password ?? "" }, at(made.slug)),
    ).not.toBeNull();
    const account = await userOf(email);
    expect(
      await withSystem((tx) =>
        tx
          .select()
          .from(sessions)
          .where(and(eq(sessions.userId, account?.id ?? ""), isNull(sessions.revokedAt))),
      ),
    ).toHaveLength(1);
  });

  it("gives its maker no way into an organisation that invites the owner", async () => {
    const { email } = await squat();
    const office = await makeFixture();
    const { token } = await makeInvitation(office, email);
    const origin = { host: office.host, ip: randomUUID(), userAgent: null, signedIn: null };
    expect(await acceptInvitation({ token }, origin)).toEqual({ needs: "account", email });
    expect(
      await acceptInvitation({ token, name: "Vic", password: "the owner's password" }, origin),
    ).toMatchObject({ url: expect.stringContaining(office.host) });
    expect(await signInWithPassword({ email, password: "squatter's password" }, at(office.slug))).toBeNull();
    expect(
      await signInWithPassword({ email, password: "the owner's password" }, at(office.slug)),
    ).not.toBeNull();
  });

  it("keeps the password of an account that is proven", async () => {
    const tenant = await makeTenant();
    const email = newEmail();
    const first = await operatorCreateTenant({
      name: "First",
      slug: newSlug(),
      plan: "free",
      admin_email: email,
      admin_password: PASSWORD,
    });
    const second = await operatorCreateTenant({
      name: "Second",
      slug: newSlug(),
      plan: "free",
      admin_email: email,
    });
    expect(second.admin.password).toBeNull();
    for (const { slug } of [first, second])
      expect(await signInWithPassword({ email, password: PASSWORD }, at(slug))).not.toBeNull();
    await expect(
      operatorCreateTenant({
        name: "Third",
        slug: newSlug(),
        plan: "free",
        admin_email: email,
        admin_password: "another password",
      }),
    ).rejects.toMatchObject({ code: "account_exists" });
    await expect(
      operatorCreateTenant({ name: "Fourth", slug: tenant.slug, plan: "free", admin_email: newEmail() }),
    ).rejects.toMatchObject({ status: 409, code: "slug_taken" });
  });
});
