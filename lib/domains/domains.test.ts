import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as readTenant } from "#app/api/tenant/route.ts";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { tenantDomains } from "#db/schema/domains.ts";
import { outbox } from "#db/schema/jobs.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { txtResolver } from "#lib/dns/resolver.ts";
import { NameServer } from "#lib/dns/testing/name-server.ts";
import { call } from "#lib/http/testing/call.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { operatorChangeTenant } from "#lib/tenancy/operator-change-tenant.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { checkDomain } from "./check.ts";
import { claimDomain } from "./claim.ts";
import { listDomains } from "./list.ts";
import { domainMails } from "./notice-mail.ts";
import { dueDomains, recheckDomain } from "./recheck.ts";
import { releaseDomain } from "./release.ts";

let dns: NameServer;
beforeAll(async () => {
  dns = await NameServer.start();
});
afterAll(async () => {
  await dns.stop();
  await closePools();
});

const resolve = (name: string) => txtResolver([dns.address])(name);
const newCtx = async () => systemCtx((await makeTenant()).id);
const newDomain = () => `estimates.${randomUUID().slice(0, 8)}.example`;
const check = (ctx: Ctx, id: string) => checkDomain(ctx, id, resolve);
/** Which organisation answers at a host. */
const servedAt = async (host: string) => {
  const response = await call(readTenant, "GET", { host });
  return response.status === 404 ? null : (await response.json()).id;
};
const DAY = 86_400_000;

async function proven(domain = newDomain(), ctx?: Ctx, others: string[] = []) {
  const mine = ctx ?? (await newCtx());
  const claim = await claimDomain(mine, { domain, use: "address" });
  dns.set(claim.record.name, [...others, claim.record.value]);
  return { ctx: mine, domain, claim: await check(mine, claim.id) };
}

describe("a claimed domain", () => {
  it("is served once its record is there, and says until then what was found", async () => {
    const ctx = await newCtx();
    const domain = newDomain();
    const claim = await claimDomain(ctx, { domain: ` ${domain.toUpperCase()}. `, use: "address" });
    expect(claim).toMatchObject({
      domain,
      status: "pending",
      problem: null,
      record: { name: `_construction-ai.${domain}` },
    });
    expect((await claimDomain(ctx, { domain, use: "address" })).record).toEqual(claim.record);
    expect((await check(ctx, claim.id)).problem).toContain("no TXT record yet");
    dns.set(claim.record.name, []);
    expect((await check(ctx, claim.id)).problem).toContain("no TXT record yet");
    dns.set(claim.record.name, ["construction-ai-verification=somebody-else"]);
    expect((await check(ctx, claim.id)).problem).toContain("another value");
    dns.set(claim.record.name, "failing");
    // What was found before stands.
    expect((await check(ctx, claim.id)).problem).toContain("another value");
    expect(await servedAt(domain)).toBeNull();
    dns.set(claim.record.name, ["v=spf1 -all", claim.record.value]);
    expect(await check(ctx, claim.id)).toMatchObject({ status: "verified", problem: null });
    expect(await servedAt(domain)).toBe(ctx.tenant.id);
    const actions = await withSystem((tx) =>
      tx
        .select({ action: auditLogs.action })
        .from(auditLogs)
        .where(and(eq(auditLogs.tenantId, ctx.tenant.id), eq(auditLogs.targetId, claim.id))),
    );
    expect(actions.map(({ action }) => action).sort()).toEqual(["domain.claimed", "domain.verified"]);
    await releaseDomain(ctx, claim.id);
    expect(await servedAt(domain)).toBeNull();
    expect((await listDomains(ctx, {})).items).toEqual([]);
  });

  it("has to be a public host name that is not the platform's, and one at a time", async () => {
    const ctx = await newCtx();
    for (const [domain, code] of [
      ["acme.localhost", "domain_reserved"],
      ["https://acme.example", "domain_invalid"],
      ["10.0.0.1", "domain_invalid"],
      ["router.local", "domain_invalid"],
    ] as const)
      await expect(claimDomain(ctx, { domain, use: "address" })).rejects.toMatchObject({ code });
    const made = await Promise.allSettled([
      claimDomain(ctx, { domain: newDomain(), use: "address" }),
      claimDomain(ctx, { domain: newDomain(), use: "address" }),
    ]);
    expect(made.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await claimDomain(ctx, { domain: newDomain(), use: "mail" });
    await claimDomain(ctx, { domain: newDomain(), use: "mail" });
  });

  it("for mail is proven in the same way and serves no page", async () => {
    const ctx = await newCtx();
    const domain = newDomain();
    const claim = await claimDomain(ctx, { domain, use: "mail" });
    dns.set(claim.record.name, [claim.record.value]);
    expect((await check(ctx, claim.id)).status).toBe("verified");
    expect(await servedAt(domain)).toBeNull();
  });

  it("is nobody else's to look at, check or give up", async () => {
    const { claim } = await proven();
    const stranger = await newCtx();
    for (const attempt of [check, releaseDomain])
      await expect(attempt(stranger, claim.id)).rejects.toMatchObject({ code: "domain_not_found" });
    const editor: Ctx = { ...stranger, principal: { kind: "api_key", keyId: randomUUID(), role: "editor" } };
    await expect(listDomains(editor, {})).rejects.toMatchObject({ code: "role_required" });
  });
});

describe("two organisations and one domain", () => {
  it("a claim hinders nobody: who proves it has it", async () => {
    const domain = newDomain();
    const squatter = await newCtx();
    await claimDomain(squatter, { domain, use: "address" });
    const { ctx } = await proven(domain);
    expect(await servedAt(domain)).toBe(ctx.tenant.id);
  });

  it("one that was proven stays while its record is there, and goes to the other when it is gone", async () => {
    const first = await proven();
    const { domain } = first;
    const second = await proven(domain, undefined, [first.claim.record.value]);
    expect(second.claim).toMatchObject({ status: "pending" });
    expect(second.claim.problem).toContain("another organisation");
    expect(await servedAt(domain)).toBe(first.ctx.tenant.id);
    dns.set(first.claim.record.name, [second.claim.record.value]);
    expect((await check(second.ctx, second.claim.id)).status).toBe("verified");
    expect(await servedAt(domain)).toBe(second.ctx.tenant.id);
    expect((await listDomains(first.ctx, {})).items).toMatchObject([{ status: "pending" }]);
  });

  it("proven by both at the same moment, one gets it", async () => {
    const domain = newDomain();
    const contexts = await Promise.all([newCtx(), newCtx()]);
    const claims = await Promise.all(contexts.map((ctx) => claimDomain(ctx, { domain, use: "address" })));
    dns.set(
      claims[0]?.record.name ?? "",
      claims.map(({ record }) => record.value),
    );
    const checked = await Promise.all(contexts.map((ctx, at) => check(ctx, claims[at]?.id ?? "")));
    expect(checked.map(({ status }) => status).sort()).toEqual(["pending", "verified"]);
  });

  it("an operator's word stands above both, and ends what was proven where it differs", async () => {
    const holder = await newCtx();
    const domain = newDomain();
    await operatorChangeTenant(holder.tenant.slug, { domain });
    const { claim } = await proven(domain);
    expect(claim).toMatchObject({ status: "pending" });
    expect(await servedAt(domain)).toBe(holder.tenant.id);
    const own = await proven();
    await operatorChangeTenant(own.ctx.tenant.slug, { domain: null });
    expect(await servedAt(own.domain)).toBeNull();
    expect((await listDomains(own.ctx, {})).items).toMatchObject([{ status: "pending" }]);
    await expect(
      operatorChangeTenant(own.ctx.tenant.slug, { domain: (await proven()).domain }),
    ).rejects.toMatchObject({ code: "domain_taken" });
  });
});

describe("the job that looks by itself", () => {
  const dueIds = async (now: Date) => (await dueDomains(now, 10_000)).map(({ id }) => id);
  const recheck = (ctx: Ctx, claim: { id: string; domain: string }, now: Date) =>
    recheckDomain({ tenant_id: ctx.tenant.id, id: claim.id, domain: claim.domain }, { resolve, now });
  const notices = (ctx: Ctx) =>
    withSystem((tx) =>
      tx
        .select({ data: outbox.data })
        .from(outbox)
        .where(and(eq(outbox.tenantId, ctx.tenant.id), eq(outbox.name, "domain/notice"))),
    ).then((rows) => rows.map(({ data }) => (data as { notice: string }).notice));

  it("finds new claims at once and again, proven ones daily", async () => {
    const ctx = await newCtx();
    const claim = await claimDomain(ctx, { domain: newDomain(), use: "address" });
    const now = new Date();
    expect(await dueIds(now)).toContain(claim.id);
    expect(await recheck(ctx, claim, now)).toBe("unproven");
    expect(await dueIds(new Date(now.getTime() + 5 * 60_000))).not.toContain(claim.id);
    expect(await dueIds(new Date(now.getTime() + 10 * 60_000))).toContain(claim.id);
    dns.set(claim.record.name, [claim.record.value]);
    expect(await recheck(ctx, claim, now)).toBe("verified");
    expect(await dueIds(new Date(now.getTime() + 23 * 3_600_000))).not.toContain(claim.id);
    expect(await dueIds(new Date(now.getTime() + 25 * 3_600_000))).toContain(claim.id);
    await releaseDomain(ctx, claim.id);
    expect(await recheck(ctx, claim, now)).toBe("gone");
  });

  it("tells the admins of a lost record after days, once, and takes the domain down after more", async () => {
    const { ctx, domain, claim } = await proven();
    const admin = await makeMember(ctx.tenant.id, "admin");
    const start = new Date(claim.verified_at ?? "").getTime();
    dns.remove(claim.record.name);
    for (const [day, told, served] of [
      [1, [], true],
      [3.1, ["lost"], true],
      [4, ["lost"], true],
      [6.9, ["lost"], true],
      [7.1, ["lost", "taken_down"], false],
      [8, ["lost", "taken_down"], false],
    ] as const) {
      await recheck(ctx, claim, new Date(start + day * DAY));
      expect([day, await notices(ctx), (await servedAt(domain)) !== null]).toEqual([day, told, served]);
    }
    const mails = await domainMails({ tenant_id: ctx.tenant.id, domain, use: "address", notice: "lost" });
    expect(mails).toMatchObject([{ to: admin.email, subject: expect.stringContaining(domain) }]);
    dns.set(claim.record.name, [claim.record.value]);
    expect(await recheck(ctx, claim, new Date(start + 9 * DAY))).toBe("verified");
    expect(await servedAt(domain)).toBe(ctx.tenant.id);
  });

  it("takes nothing down because DNS is away", async () => {
    const { ctx, domain, claim } = await proven();
    dns.set(claim.record.name, "failing");
    for (const day of [5, 30]) await recheck(ctx, claim, new Date(Date.now() + day * DAY));
    expect(await servedAt(domain)).toBe(ctx.tenant.id);
    expect(await notices(ctx)).toEqual([]);
    const [row] = await withSystem((tx) =>
      tx.select().from(tenantDomains).where(eq(tenantDomains.id, claim.id)),
    );
    expect(row?.problem).toBeNull();
  });
});
