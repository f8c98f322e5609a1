import { and, eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { apiKeys, memberships, tenantInvitations } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { identify } from "#lib/auth/caller.ts";
import { makeKey } from "#lib/http/testing/credentials.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { acceptInvitation, lookAtInvitation } from "./accept-invitation.ts";
import { changeRole, removeMember, transferAdmin } from "./change-member.ts";
import { invitationSecret } from "./invitation-mail.ts";
import { invite, inviteList } from "./invite.ts";
import { listInvitations } from "./list-invitations.ts";
import { listMembers } from "./list-members.ts";
import { parseAddresses } from "./parse-addresses.ts";
import { resendInvitation } from "./resend-invitation.ts";

afterAll(closePools);

const newEmail = () => `${crypto.randomUUID()}@example.test`;
const from = (slug: string) => ({
  host: `${slug}.localhost:3000`,
  ip: crypto.randomUUID(),
  userAgent: null,
  signedIn: null,
});
const adminsOf = (tenantId: string) =>
  withSystem((tx) =>
    tx
      .select({ id: memberships.userId })
      .from(memberships)
      .where(and(eq(memberships.tenantId, tenantId), eq(memberships.role, "admin"))),
  );
const change = (id: string, values: Partial<typeof tenantInvitations.$inferInsert>) =>
  withSystem((tx) => tx.update(tenantInvitations).set(values).where(eq(tenantInvitations.id, id)));
const HOUR = 3_600_000;
const settled = (results: PromiseSettledResult<unknown>[]) =>
  results.map((r) => (r.status === "fulfilled" ? "done" : r.reason.code)).sort();

describe("a pasted list", () => {
  it.each([
    ["a@x.test, b@x.test;c@x.test\nd@x.test", ["a@x.test", "b@x.test", "c@x.test", "d@x.test"]],
    ['"Doe, Jane" <jane@x.test>, Bob B. <bob@x.test>', ["jane@x.test", "bob@x.test"]],
    ["A@x.test\r\n a@x.test ,, ;", ["A@x.test"]],
    ["no address, <ok@x.test>", ["no address", "ok@x.test"]],
    ["", []],
    ["<>,,<", ["<"]],
  ])("%j", (text, addresses) => expect(parseAddresses(text)).toEqual(addresses));

  it("is read in no time, whatever it is", () => {
    const started = performance.now();
    for (const text of ["<".repeat(50_000), '"'.repeat(50_000), "a".repeat(50_000), '"a'.repeat(25_000)])
      parseAddresses(text);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("gives each address its own result, and seats as far as they go", async () => {
    const tenant = await makeTenant({ plan: "free" });
    const { ctx } = await memberCtx(tenant, (await makeMember(tenant.id, "admin")).id);
    const { seats } = await listInvitations(ctx);
    const free = seats.free ?? 0;
    expect(free).toBeGreaterThan(0);
    const invited = Array.from({ length: free }, newEmail);
    const own = ctx.principal.kind === "user" ? ctx.principal.email : "";
    const { items } = await inviteList(ctx, {
      addresses: `nobody, ${own}, ${invited.join("\n")}, ${invited[0]?.toUpperCase()}, One More <${newEmail()}>`,
      role: "editor",
    });
    expect(items.map(({ outcome }) => outcome)).toEqual([
      "invalid_address",
      "already_member",
      ...invited.map(() => "invited"),
      "seats_full",
    ]);
    const again = await inviteList(ctx, { addresses: `${invited[0]}`, role: "editor" });
    expect(again.items).toMatchObject([{ outcome: "already_invited", invitation: null }]);
    expect((await listInvitations(ctx)).seats.free).toBe(0);
  });

  it("never takes more seats than there are, also in parallel", async () => {
    const tenant = await makeTenant({ plan: "free" });
    const ctx = await systemCtx(tenant.id);
    const free = (await listInvitations(ctx)).seats.free ?? 0;
    const results = await Promise.all(
      Array.from({ length: 6 }, () =>
        inviteList(ctx, { addresses: Array.from({ length: free }, newEmail).join(), role: "viewer" }),
      ),
    );
    const outcomes = results.flatMap(({ items }) => items.map(({ outcome }) => outcome));
    expect(outcomes.filter((outcome) => outcome === "invited")).toHaveLength(free);
    await expect(invite(ctx, { email: newEmail(), role: "viewer" })).rejects.toMatchObject({
      code: "seats_full",
    });
  });
});

describe("an invitation", () => {
  it("accepted fifty times at once makes one member", async () => {
    const tenant = await makeTenant({ plan: "pro" });
    const member = await makeMember((await makeTenant()).id, "viewer");
    const ctx = await systemCtx(tenant.id);
    const { id } = await invite(ctx, { email: member.email, role: "editor" });
    const token = invitationSecret(id, 1);
    expect(await lookAtInvitation({ token }, from(tenant.slug))).toEqual({
      email: member.email,
      role: "editor",
      has_account: true,
    });
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => acceptInvitation({ token }, from(tenant.slug))),
    );
    expect(settled(results).filter((result) => result === "done")).toHaveLength(1);
    expect(settled(results).filter((result) => result === "invitation_spent")).toHaveLength(49);
    expect((await listMembers(ctx)).items).toMatchObject([{ user_id: member.id, role: "editor" }]);
  });

  it("sent again works by the last mail only, no sooner than five minutes after the one before", async () => {
    const tenant = await makeTenant({ plan: "pro" });
    const ctx = await systemCtx(tenant.id);
    const { id } = await invite(ctx, { email: newEmail(), role: "viewer" });
    await expect(resendInvitation(ctx, id)).rejects.toMatchObject({ code: "too_many_requests" });
    await change(id, { lastSentAt: new Date(Date.now() - HOUR) });
    const parallel = await Promise.allSettled([1, 2, 3].map(() => resendInvitation(ctx, id)));
    expect(settled(parallel)).toEqual(["done", "too_many_requests", "too_many_requests"]);
    const look = (send: number) => lookAtInvitation({ token: invitationSecret(id, send) }, from(tenant.slug));
    await expect(look(1)).rejects.toMatchObject({ code: "invitation_spent" });
    expect(await look(2)).toMatchObject({ has_account: false });
    await change(id, { lastSentAt: new Date(Date.now() - HOUR), sends: 10 });
    await expect(resendInvitation(ctx, id)).rejects.toMatchObject({ code: "sent_too_often" });
  });

  it("that has expired is listed, takes no seat, and needs one to be sent again", async () => {
    const tenant = await makeTenant({ plan: "free" });
    const ctx = await systemCtx(tenant.id);
    const { id } = await invite(ctx, { email: newEmail(), role: "viewer" });
    const past = new Date(Date.now() - HOUR);
    await change(id, { expiresAt: past, lastSentAt: past });
    await expect(
      acceptInvitation({ token: invitationSecret(id, 1) }, from(tenant.slug)),
    ).rejects.toMatchObject({ code: "invitation_spent" });
    const { items, seats } = await listInvitations(ctx);
    expect(items).toMatchObject([{ id, status: "expired" }]);
    await inviteList(ctx, {
      addresses: Array.from({ length: seats.free ?? 0 }, newEmail).join(),
      role: "viewer",
    });
    await expect(resendInvitation(ctx, id)).rejects.toMatchObject({ code: "seats_full" });
  });

  it("says so when the browser is signed in as somebody else, and takes the invited one when that is meant", async () => {
    const tenant = await makeTenant({ plan: "pro" });
    const other = await makeMember(tenant.id, "viewer");
    const guest = await makeMember((await makeTenant()).id, "viewer");
    const { id } = await invite(await systemCtx(tenant.id), { email: guest.email, role: "viewer" });
    const token = invitationSecret(id, 1);
    const signedIn = { ...from(tenant.slug), signedIn: { userId: other.id, email: other.email } };
    await expect(acceptInvitation({ token }, signedIn)).rejects.toMatchObject({
      code: "signed_in_as_other",
      message: expect.stringContaining(other.email),
    });
    expect(await acceptInvitation({ token, instead: true }, signedIn)).toHaveProperty("url");
  });
});

describe("a member", () => {
  it("who is removed is out on the next request, with their keys, and comes back without either", async () => {
    const tenant = await makeTenant({ plan: "pro" });
    const { ctx } = await memberCtx(tenant, (await makeMember(tenant.id, "admin")).id);
    const member = await makeMember(tenant.id, "editor");
    const { headers } = await memberCtx(tenant, member.id);
    const key = await makeKey(tenant.id, "editor", { createdBy: member.id, name: "Nightly" });
    const keyHeaders = new Headers({ host: headers.get("host") ?? "", ...key.headers });
    expect((await listMembers(ctx)).items.find(({ user_id }) => user_id === member.id)?.api_keys).toEqual([
      { name: "Nightly", prefix: key.key.slice(0, 12) },
    ]);
    await removeMember(ctx, member.id);
    await expect(identify(headers)).rejects.toMatchObject({ status: 401 });
    await expect(identify(keyHeaders)).rejects.toMatchObject({ status: 401 });
    await withSystem((tx) =>
      tx.insert(memberships).values({ tenantId: tenant.id, userId: member.id, role: "editor" }),
    );
    await expect(identify(headers)).rejects.toMatchObject({ status: 401 });
    await expect(identify(keyHeaders)).rejects.toMatchObject({ status: 401 });
    const [row] = await withSystem((tx) => tx.select().from(apiKeys).where(eq(apiKeys.id, key.id)));
    expect(row?.revokedAt).toBeInstanceOf(Date);
    expect(row?.hash).toBe(hashSecret(key.key));
  });

  it("who is the last admin neither leaves nor is demoted, also when two try at once", async () => {
    const tenant = await makeTenant({ plan: "pro" });
    const admins = await Promise.all([1, 2].map(() => makeMember(tenant.id, "admin")));
    const ctxs = await Promise.all(admins.map(({ id }) => memberCtx(tenant, id)));
    const tries = admins.flatMap(({ id }, i) => {
      const ctx = ctxs[i]?.ctx;
      return ctx ? [removeMember(ctx, id), changeRole(ctx, id, { role: "viewer" })] : [];
    });
    await Promise.allSettled(tries);
    const [last, ...more] = await adminsOf(tenant.id);
    expect(more).toEqual([]);
    const own = ctxs[admins.findIndex(({ id }) => id === last?.id)]?.ctx;
    if (!own || !last) throw new Error("No admin is left");
    await expect(removeMember(own, last.id)).rejects.toMatchObject({ code: "last_admin" });
    await expect(changeRole(own, last.id, { role: "editor" })).rejects.toMatchObject({ code: "last_admin" });
  });

  it("hands adminship over in one step; of two at once one does", async () => {
    const tenant = await makeTenant({ plan: "pro" });
    const admin = await makeMember(tenant.id, "admin");
    const heirs = await Promise.all([1, 2].map(() => makeMember(tenant.id, "viewer")));
    const { ctx } = await memberCtx(tenant, admin.id);
    const results = await Promise.allSettled(
      heirs.map(({ id }) => transferAdmin(ctx, id, { own_role: "editor" })),
    );
    expect(settled(results)).toEqual(["done", "not_admin"]);
    const [heir, ...more] = await adminsOf(tenant.id);
    expect(more).toEqual([]);
    expect(heirs.map(({ id }) => id)).toContain(heir?.id);
    const [row] = await withSystem((tx) =>
      tx
        .select({ role: memberships.role })
        .from(memberships)
        .where(sql`${memberships.tenantId} = ${tenant.id} and ${memberships.userId} = ${admin.id}`),
    );
    expect(row?.role).toBe("editor");
  });
});
