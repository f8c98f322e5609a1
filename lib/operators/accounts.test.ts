import { randomUUID } from "node:crypto";
import { ne, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { DELETE as endCoupon } from "#app/api/admin/coupons/[code]/route.ts";
import { POST as createCoupon } from "#app/api/admin/coupons/route.ts";
import { POST as generateInvoices } from "#app/api/admin/generate-invoices/route.ts";
import { GET as log } from "#app/api/admin/log/route.ts";
import { POST as reset } from "#app/api/admin/operators/[id]/reset/route.ts";
import { PATCH } from "#app/api/admin/operators/[id]/route.ts";
import { DELETE as endSessions } from "#app/api/admin/operators/[id]/sessions/route.ts";
import { POST as invite, GET as list } from "#app/api/admin/operators/route.ts";
import { PATCH as changeTenant, GET as readTenant } from "#app/api/admin/tenants/[slug]/route.ts";
import { POST as importUsage } from "#app/api/admin/usage-events/route.ts";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { operators } from "#db/schema/operators.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { codeAt } from "#lib/auth/totp.ts";
import type { HttpMethod } from "#lib/http/declared-methods.ts";
import type { RouteHandler } from "#lib/http/route.ts";
import { type CallInit, call, problemOf } from "#lib/http/testing/call.ts";
import { changeOperator } from "#lib/operators/change-operator.ts";
import { COMMAND } from "#lib/operators/context.ts";
import { change, read } from "#lib/operators/test/as-operator.ts";
import { signedInOperator, signIn } from "#lib/operators/test/signed-in.ts";

afterAll(closePools);

const as =
  (cookie: string) =>
  (handler: RouteHandler, method: HttpMethod, init: CallInit = {}) =>
    call(handler, method, { ...init, headers: { cookie } });

describe("operators' accounts", () => {
  it("are made once an address, listed without secrets, and logged with whoever made them", async () => {
    const olga = await signedInOperator("Olga");
    const email = `${randomUUID()}@operators.test`;
    const made = await as(olga.cookie)(invite, "POST", { body: { email: email.toUpperCase(), name: "New" } });
    expect(made.status).toBe(201);
    const credentials = await made.json();
    expect(credentials).toMatchObject({ email, name: "New" });
    const again = await as(olga.cookie)(invite, "POST", { body: { email, name: "New" } });
    expect((await problemOf(again)).code).toBe("operator_exists");
    const { items } = await read(list);
    expect(items.find((one: { id: string }) => one.id === credentials.id)).toEqual({
      id: credentials.id,
      email,
      name: "New",
      has_second_factor: false,
      is_disabled: false,
      sessions: 0,
      last_seen_at: null,
      created_at: expect.any(String),
    });
    const entries = await read(log, { query: `?actor=operator:${olga.id}&action=operator.created` });
    expect(entries.items).toHaveLength(1);
    expect(entries.items[0]).toMatchObject({ actor: { name: "Olga" }, detail: { email }, tenant: null });
    expect(JSON.stringify(entries)).not.toContain(credentials.password);
  });

  it("lose every session at once when they are disabled, reset or signed out", async () => {
    const olga = as((await signedInOperator()).cookie);
    const ned = await signedInOperator("Ned");
    const params = { id: ned.id };
    const works = async () => (await as(ned.cookie)(list, "GET")).status;
    expect(await works()).toBe(200);
    expect((await olga(PATCH, "PATCH", { params, body: { disabled: true } })).status).toBe(204);
    expect(await works()).toBe(404);
    const { email, password, secret } = ned;
    const code = codeAt(secret, Date.now() + 30_000);
    expect((await signIn({ email, password, code })).status).toBe(401);
    // Let in again: what was signed in stays out.
    expect((await olga(PATCH, "PATCH", { params, body: { disabled: false } })).status).toBe(204);
    expect(await works()).toBe(404);
    const anew = await signIn({ email, password, code });
    expect(anew.status).toBe(204);
    expect(await (await olga(endSessions, "DELETE", { params })).json()).toEqual({ ended: 1 });

    const answer = await (await olga(reset, "POST", { params })).json();
    expect((await signIn({ email, password, code: "" })).status).toBe(401);
    const first = await signIn({ email, password: answer.password });
    expect(await first.json()).toMatchObject({ enrolment: { secret: expect.any(String) } });
    const missing = await olga(reset, "POST", { params: { id: randomUUID() } });
    expect((await problemOf(missing)).code).toBe("operator_not_found");
  });

  it("are never all disabled", async () => {
    const { id } = await signedInOperator();
    const undone = new Error("undone");
    // With all others out, in a transaction that nobody else sees.
    const alone = withSystem(async (tx) => {
      await tx.update(operators).set({ disabledAt: sql`now()` }).where(ne(operators.id, id));
      await expect(changeOperator(COMMAND, id, { disabled: true }, (work) => work(tx))).rejects.toMatchObject(
        { code: "last_operator" },
      );
      throw undone;
    });
    await expect(alone).rejects.toBe(undone);
    await changeOperator(COMMAND, id, { disabled: true });
  });
});

describe("what operators do", () => {
  it("stands in their log and, where it is about an organisation, in its own log with the same actor", async () => {
    const olga = await signedInOperator("Olga");
    const call = as(olga.cookie);
    const tenant = await makeTenant();
    const code = `C-${randomUUID().slice(0, 18)}`.toUpperCase();
    const coupon = { code, percent_off: "10" };
    expect((await call(createCoupon, "POST", { body: coupon })).status).toBe(201);
    expect((await call(endCoupon, "DELETE", { params: { code } })).status).toBe(204);
    const params = { slug: tenant.slug };
    const changed = await call(changeTenant, "PATCH", { params, body: { api_quota: 4242, plan: "pro" } });
    expect(changed.status).toBe(200);
    const event = { key: "k", kind: "api_call", quantity: 3, occurred_at: new Date().toISOString() };
    const imported = await call(importUsage, "POST", { body: { tenant: tenant.slug, events: [event] } });
    expect(imported.status).toBe(200);
    expect((await call(generateInvoices, "POST", { body: { tenant: tenant.slug } })).status).toBe(200);

    const { items, total } = await read(log, { query: `?actor=operator:${olga.id}` });
    expect(items.map(({ action }: { action: string }) => action).sort()).toEqual([
      "coupon.created",
      "coupon.ended",
      "invoice_run.started",
      "operator.second_factor_enabled",
      "operator.signed_in",
      "plan.changed",
      "tenant.changed",
      "usage.imported",
    ]);
    expect(total).toBe(8);
    const about = await read(log, { query: `?tenant=${tenant.slug}&limit=2` });
    expect(about.total).toBe(4);
    const rest = await read(log, { query: about.next.slice(about.next.indexOf("?")) });
    expect([...about.items, ...rest.items].map((entry) => entry.tenant.slug)).toEqual(
      Array(4).fill(tenant.slug),
    );
    expect((await read(log, { query: "?action=coupon" })).items.length).toBeGreaterThan(1);

    const rows = await withSystem((tx) =>
      tx
        .select({ action: auditLogs.action, actor: auditLogs.actor, ip: auditLogs.ip })
        .from(auditLogs)
        .where(sql`${auditLogs.tenantId} = ${tenant.id} and ${auditLogs.actor} like 'operator%'`),
    );
    expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set([`operator:${olga.id}`]));
    expect(rows.map(({ action }) => action).sort()).toEqual(
      expect.arrayContaining(["plan.changed", "tenant.changed", "usage.imported"]),
    );
    // Where operators sit is not the organisation's to know.
    expect(rows.every(({ ip }) => ip === null)).toBe(true);
    const { changes } = await read(readTenant, { params });
    expect(changes.map(({ by }: { by: string }) => by)).toContain("operator Olga");
  });

  it("leaves no trace when it is refused, and a program's is told from a person's", async () => {
    const code = `C-${randomUUID().slice(0, 18)}`.toUpperCase();
    const body = { code, percent_off: "10" };
    expect((await change(createCoupon, { body })).status).toBe(201);
    expect((await change(createCoupon, { body })).status).toBe(409);
    const { items } = await read(log, { query: "?actor=operator&action=coupon.created&limit=200" });
    expect(items.filter(({ detail }: { detail: { code: string } }) => detail.code === code)).toHaveLength(1);
    expect(items[0].actor).toEqual({ id: "operator", name: null });
  });
});
