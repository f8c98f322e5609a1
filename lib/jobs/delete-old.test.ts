import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { deleteOldRows } from "./delete-old.ts";

afterAll(closePools);

it("deletes delivered events, ended runs with their steps, and expired tokens and limits once they are old, and nothing else", async () => {
  const sql = pool("cai_system").sql;
  const mark = `test/${randomUUID()}`;
  const [tokenOwner] = await sql<
    { id: string }[]
  >`insert into users (email, name) values (${`${mark}@example.test`}, 'Old') returning id`;
  await sql`
    insert into outbox (name, data, delivered_at) values
      (${mark}, '{"age": "old"}', now() - interval '8 days'), (${mark}, '{"age": "young"}', now() - interval '6 days'), (${mark}, '{"age": "waiting"}', null)`;
  await sql`
    with runs as (
      insert into job_runs (function_id, event, status, places, place_key, finished_at) values
        (${mark}, '{"age": "old"}', 'completed', '[]', '', now() - interval '31 days'),
        (${mark}, '{"age": "young"}', 'failed', '[]', '', now() - interval '29 days'),
        (${mark}, '{"age": "open"}', 'sleeping', '[]', '', null) returning id)
    insert into job_steps (run_id, step_id, name, status) select id, 's', ${mark}, 'done' from runs`;
  await sql`
    insert into auth_tokens (hash, purpose, user_id, expires_at) values
      (${`${mark} old`}, 'magic_link', ${tokenOwner?.id ?? ""}, now() - interval '2 days'), (${`${mark} young`}, 'magic_link', ${tokenOwner?.id ?? ""}, now())`;
  await sql`insert into rate_limits (key, attempts, resets_at) values (${`${mark} old`}, 1, now() - interval '1 s'), (${`${mark} young`}, 1, now() + interval '1 hour')`;

  const deleted = await deleteOldRows();
  for (const count of Object.values(deleted)) expect(count).toBeGreaterThanOrEqual(1);

  expect(
    (await sql`select data ->> 'age' as age from outbox where name = ${mark} order by 1`).map((r) => r.age),
  ).toEqual(["waiting", "young"]);
  expect(
    (await sql`select event ->> 'age' as age from job_runs where function_id = ${mark} order by 1`).map(
      (r) => r.age,
    ),
  ).toEqual(["open", "young"]);
  expect(await sql`select 1 from job_steps where name = ${mark}`).toHaveLength(2);
  expect((await sql`select hash from auth_tokens where hash like ${`${mark}%`}`).map((r) => r.hash)).toEqual([
    `${mark} young`,
  ]);
  expect((await sql`select key from rate_limits where key like ${`${mark}%`}`).map((r) => r.key)).toEqual([
    `${mark} young`,
  ]);
  await sql`delete from outbox where name = ${mark}`;
  await sql`delete from job_runs where function_id = ${mark}`;
});
