import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { memberships } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { deleteOldRows } from "./delete-old.ts";

afterAll(closePools);

it("goes on batch by batch, and passes over a row that somebody holds", async () => {
  const sql = pool("cai_system").sql;
  const mark = `test/${randomUUID()}`;
  await sql`insert into rate_limits (key, attempts, resets_at)
    select ${mark} || ' ' || n, 1, now() - interval '1 s' from generate_series(1, 7) n`;
  const left = async () =>
    (await sql`select key from rate_limits where key like ${`${mark}%`}`).map((r) => r.key);
  await sql.begin(async (held) => {
    await held`select 1 from rate_limits where key = ${`${mark} 4`} for update`;
    await deleteOldRows(2);
    expect(await left()).toEqual([`${mark} 4`]);
  });
  expect((await deleteOldRows(2)).rate_limits).toBeGreaterThanOrEqual(1);
  expect(await left()).toEqual([]);
});

it("deletes delivered events, ended sessions, spent or expired tokens, limits and caught mails once they are old, and nothing else", async () => {
  const sql = pool("cai_system").sql;
  const mark = `test/${randomUUID()}`;
  const [tokenOwner] = await sql<
    { id: string }[]
  >`insert into users (email, name) values (${`${mark}@example.test`}, 'Old') returning id`;
  const ownerId = tokenOwner?.id ?? "";
  const tenantId = (await makeTenant()).id;
  await withSystem((tx) => tx.insert(memberships).values({ tenantId, userId: ownerId, role: "viewer" }));
  await sql`
    insert into notifications (tenant_id, user_id, kind, dedupe_key, created_at, read_at) values
      (${tenantId}, ${ownerId}, 'role_changed', 'read', now() - interval '95 days', now() - interval '91 days'),
      (${tenantId}, ${ownerId}, 'role_changed', 'just read', now() - interval '95 days', now() - interval '89 days'),
      (${tenantId}, ${ownerId}, 'role_changed', 'unread', now() - interval '181 days', null),
      (${tenantId}, ${ownerId}, 'role_changed', 'still unread', now() - interval '179 days', null)`;
  await sql`
    insert into outbox (name, data, delivered_at) values
      (${mark}, '{"age": "old"}', now() - interval '8 days'), (${mark}, '{"age": "young"}', now() - interval '6 days'), (${mark}, '{"age": "waiting"}', null)`;
  await sql`
    insert into auth_tokens (hash, purpose, user_id, expires_at, used_at) values
      (${`${mark} expired`}, 'magic_link', ${ownerId}, now() - interval '25 hours', null),
      (${`${mark} used`}, 'magic_link', ${ownerId}, now() + interval '1 hour', now() - interval '25 hours'),
      (${`${mark} just used`}, 'magic_link', ${ownerId}, now() + interval '1 hour', now() - interval '23 hours'),
      (${`${mark} young`}, 'magic_link', ${ownerId}, now(), null)`;
  // Nobody signed in.
  await sql.begin(async (tx) => {
    await tx`set local app.fixture = 'on'`;
    await tx`
    insert into sessions (user_id, tenant_id, user_agent, expires_at, revoked_at) values
      (${ownerId}, ${tenantId}, 'expired', now() - interval '8 days', null),
      (${ownerId}, ${tenantId}, 'revoked', now() + interval '20 days', now() - interval '8 days'),
      (${ownerId}, ${tenantId}, 'just expired', now() - interval '6 days', null),
      (${ownerId}, ${tenantId}, 'just revoked', now() + interval '20 days', now() - interval '6 days'),
      (${ownerId}, ${tenantId}, 'open', now() + interval '20 days', null)`;
  });
  await sql`
    insert into caught_mails (recipient, subject, text, html, created_at) values
      (${mark}, 'old', '', '', now() - interval '8 days'), (${mark}, 'young', '', '', now() - interval '6 days')`;
  await sql`insert into rate_limits (key, attempts, resets_at) values (${`${mark} old`}, 1, now() - interval '1 s'), (${`${mark} young`}, 1, now() + interval '1 hour')`;
  await sql`
    insert into idempotency_keys (sender, key, request, answer, created_at) values
      (${mark}, 'old', '', '', now() - interval '25 hours'), (${mark}, 'young', '', '', now() - interval '23 hours')`;

  const deleted = await deleteOldRows();
  for (const count of Object.values(deleted)) expect(count).toBeGreaterThanOrEqual(1);

  expect(
    (await sql`select dedupe_key from notifications where tenant_id = ${tenantId} order by 1`).map(
      (r) => r.dedupe_key,
    ),
  ).toEqual(["just read", "still unread"]);
  expect(
    (await sql`select data ->> 'age' as age from outbox where name = ${mark} order by 1`).map((r) => r.age),
  ).toEqual(["waiting", "young"]);
  expect(
    (await sql`select hash from auth_tokens where user_id = ${ownerId} order by 1`).map((r) => r.hash),
  ).toEqual([`${mark} just used`, `${mark} young`]);
  expect(
    (await sql`select user_agent as name from sessions where user_id = ${ownerId} order by 1`).map(
      (r) => r.name,
    ),
  ).toEqual(["just expired", "just revoked", "open"]);
  expect(
    (await sql`select subject from caught_mails where recipient = ${mark}`).map((r) => r.subject),
  ).toEqual(["young"]);
  expect((await sql`select key from rate_limits where key like ${`${mark}%`}`).map((r) => r.key)).toEqual([
    `${mark} young`,
  ]);
  expect((await sql`select key from idempotency_keys where sender = ${mark}`).map((r) => r.key)).toEqual([
    "young",
  ]);
  await sql`delete from outbox where name = ${mark}`;
});
