import { eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { memberships } from "#db/schema/auth.ts";
import { apiKeyCalls } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { identify } from "#lib/auth/caller.ts";
import { makeKey } from "#lib/http/testing/credentials.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { writeCalls } from "#lib/usage/meter-calls.ts";
import { createApiKey, listApiKeys, renameApiKey, revokeApiKey, rotateApiKey } from "./api-keys.ts";

afterAll(closePools);

async function admin() {
  const tenant = await makeTenant();
  const member = await makeMember(tenant.id, "admin");
  const { ctx } = await memberCtx(tenant, member.id);
  const ask = (key: string) =>
    identify(new Headers({ host: `${tenant.slug}.localhost:3000`, authorization: `Bearer ${key}` }));
  return { tenant, member, ctx, ask };
}
const refused = expect.objectContaining({ status: 401 });

it("a key is rotated with an overlap in which both work, or at once, and renamed", async () => {
  const { ctx, ask } = await admin();
  const old = await createApiKey(ctx, { name: "Nightly", role: "editor", expires_at: null });
  const next = await rotateApiKey(ctx, old.id, { overlap_hours: 1 });
  expect(Date.parse(next.previous_ends_at) - Date.now()).toBeGreaterThan(59 * 60_000);
  for (const { api_key } of [old, next])
    expect(await ask(api_key)).toMatchObject({ principal: { role: "editor" } });
  const last = await rotateApiKey(ctx, next.id, { overlap_hours: 0 });
  await expect(ask(next.api_key)).rejects.toEqual(refused);
  await renameApiKey(ctx, last.id, { name: "Weekly" });
  const { items } = await listApiKeys(ctx);
  expect(items.map(({ name, status }) => `${name} ${status}`)).toEqual(["Weekly active", "Nightly active"]);
  expect(items[1]?.expires_at).toBe(next.previous_ends_at);
  await revokeApiKey(ctx, last.id);
  await expect(ask(last.api_key)).rejects.toEqual(refused);
  await expect(rotateApiKey(ctx, last.id, { overlap_hours: 0 })).rejects.toMatchObject({
    code: "api_key_not_found",
  });
});

it("a rotation never lengthens what the old key had left, and an expired key has none", async () => {
  const { tenant, ctx } = await admin();
  const soon = new Date(Date.now() + 600_000);
  const { id } = await makeKey(tenant.id, "editor", { expiresAt: soon });
  const rotated = await rotateApiKey(ctx, id, { overlap_hours: 24 });
  expect(rotated.previous_ends_at).toBe(soon.toISOString());
  const expired = await makeKey(tenant.id, "editor", { expiresAt: new Date(Date.now() - 1000) });
  await expect(rotateApiKey(ctx, expired.id, { overlap_hours: 1 })).rejects.toMatchObject({
    code: "api_key_expired",
  });
});

it("a key shows and has its creator's present role where that is less", async () => {
  const { tenant, ctx, ask } = await admin();
  const member = await makeMember(tenant.id, "admin");
  const key = await makeKey(tenant.id, "admin", { createdBy: member.id });
  await withSystem((tx) =>
    tx.update(memberships).set({ role: "viewer" }).where(eq(memberships.userId, member.id)),
  );
  expect(await ask(key.key)).toMatchObject({ principal: { role: "viewer" } });
  expect((await listApiKeys(ctx)).items).toMatchObject([{ role: "admin", present_role: "viewer" }]);
});

it("calls are counted by key and day with their events, once however often a batch is written", async () => {
  const { tenant, ctx } = await admin();
  const [first, second] = [await makeKey(tenant.id, "viewer"), await makeKey(tenant.id, "viewer")];
  const now = new Date("2026-03-10T12:00:00Z");
  const call = (id: string, at: string, key = crypto.randomUUID()) => ({
    tenantId: tenant.id,
    key,
    kind: "api_call" as const,
    quantity: 1,
    detail: JSON.stringify({ api_key_id: id, call: "GET /api/files" }),
    occurredAt: at,
  });
  const batch = [
    call(first.id, "2026-03-10T10:00:00Z"),
    call(first.id, "2026-03-10T11:00:00Z"),
    call(first.id, "2026-03-01T00:00:00Z"),
    call(first.id, "2026-02-28T23:59:59Z"),
    call(first.id, "2026-02-09T00:00:00Z"),
    call(first.id, "2026-02-08T23:59:59Z"),
    call(second.id, "2026-02-20T00:00:00Z"),
  ];
  await Promise.all([writeCalls(batch), writeCalls([call(first.id, "2026-03-10T11:30:00Z")])]);
  await writeCalls(batch);
  const { items } = await listApiKeys(ctx, now);
  const of = (id: string) => items.find((key) => key.id === id);
  expect(of(first.id)).toMatchObject({ calls_this_month: 4, calls_30_days: 6 });
  expect(of(second.id)).toMatchObject({ calls_this_month: 0, calls_30_days: 1 });
  const rows = await withSystem((tx) =>
    tx.select().from(apiKeyCalls).where(eq(apiKeyCalls.tenantId, tenant.id)),
  );
  expect(rows.reduce((sum, { calls }) => sum + calls, 0)).toBe(8);
});
