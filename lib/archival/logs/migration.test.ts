import { randomUUID } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { migrateDatabase } from "#db/migrate.ts";

const MOVES_THE_LOG = "0018_log_partitions";

const name = `moved_${randomUUID().replaceAll("-", "")}`;
const url = new URL(process.env.DATABASE_URL ?? "");
const admin = postgres(url.toString(), { max: 1, onnotice: () => {} });
url.pathname = `/${name}`;
const folder = await mkdtemp(path.join(os.tmpdir(), "cai-drizzle-"));
afterAll(async () => {
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.end();
  await rm(folder, { recursive: true, force: true });
});

/** The migrations before the one that moves the log. */
async function migrationsBefore(): Promise<string> {
  await cp("drizzle", folder, { recursive: true });
  const file = path.join(folder, "meta/_journal.json");
  const journal: { entries: { tag: string }[] } = JSON.parse(await readFile(file, "utf8"));
  const at = journal.entries.findIndex(({ tag }) => tag === MOVES_THE_LOG);
  expect(at).toBeGreaterThan(0);
  await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }));
  return folder;
}

it("moves a log of years into its partitions, and its chains are whole", async () => {
  // Migrations set the passwords of roles, which all databases of a server share.
  await admin`select pg_advisory_lock(hashtext('own-database'))`;
  await admin.unsafe(`create database ${name}`);
  const owner = postgres(url.toString(), { max: 2, onnotice: () => {} });
  await migrate(drizzle(owner), { migrationsFolder: await migrationsBefore() });
  const tenants = await owner<{ id: string }[]>`
    insert into tenants (name, slug, storage_quota, api_quota) select 'T', 'old-' || n, 1, 1 from generate_series(1, 3) n returning id`;
  for (const { id } of tenants)
    await owner`
      insert into audit_logs (tenant_id, actor, action, target_type, target_id, detail, before, created_at)
      select ${id}, 'system', 'file.changed', case when n % 50 = 0 then 'invoice' else 'file' end, n::text,
        '{"n": 1.50}', case when n % 2 = 0 then '{"name": "Ä"}'::jsonb end, now() - n * interval '30 hours'
      from generate_series(500, 1, -1) n`;
  const chain = () =>
    owner`select md5(string_agg(l::text, '' order by tenant_id, seq)) as links, count(*)::int as n from audit_chain l`;
  const rows = () =>
    owner`select md5(string_agg(concat_ws('|', id, tenant_id, actor, action, target_type, target_id, detail, before, after, created_at), '' order by id)) as rows, count(*)::int as n from audit_logs`;
  const before = [await chain(), await rows()];
  expect(before[0]?.[0]?.n).toBe(1500);

  await migrateDatabase(url.toString());
  await admin`select pg_advisory_unlock(hashtext('own-database'))`;
  expect([await chain(), await rows()]).toEqual(before);
  const wrong = await owner`
    select count(*)::int as n from audit_chain l left join audit_chain p on p.tenant_id = l.tenant_id and p.seq = l.seq - 1
      left join audit_logs a on a.id = l.audit_id
    where a.id is null or audit_hash(coalesce(p.hash, ''), a) <> l.hash`;
  expect(wrong[0]?.n).toBe(0);
  const places = await owner<{ name: string; n: number }[]>`
    select tableoid::regclass::text as name, count(*)::int as n from audit_logs group by 1`;
  // The last ten weeks by week, what is older in one place.
  expect(places.length).toBeGreaterThanOrEqual(11);
  expect(places.find((place) => place.name === "audit_logs_kept")?.n).toBeGreaterThan(1000);
  // It goes on where it was: a new entry is the next link, and belongs to its organisation.
  const tenantId = tenants[0]?.id ?? "";
  await owner`insert into audit_logs (tenant_id, actor, action, target_type, target_id) values (${tenantId}, 'system', 'file.changed', 'file', 'new')`;
  const [last] = await owner`
    select l.seq::int as seq, a.target_id from audit_chain l join audit_logs a on a.id = l.audit_id
    where l.tenant_id = ${tenantId} order by l.seq desc limit 1`;
  expect(last).toEqual({ seq: 501, target_id: "new" });
  await owner`delete from tenants where id = ${tenantId}`;
  const [left] = await owner`select count(*)::int as n from audit_logs where tenant_id = ${tenantId}`;
  expect(left?.n).toBe(0);
  const names = await owner`
    select indexname as name from pg_indexes where tablename = 'audit_logs'
    union all select conname from pg_constraint where conrelid = 'audit_logs'::regclass and contype not in ('n', 't')
    union all select policyname from pg_policies where tablename = 'audit_logs'
    union all select tgname from pg_trigger where tgrelid = 'audit_logs'::regclass and not tgisinternal order by 1`;
  expect(names.map((row) => row.name)).toEqual([
    "audit_link",
    "audit_logs_action_idx",
    "audit_logs_actor_idx",
    "audit_logs_id_created_at_pk",
    "audit_logs_id_created_at_pk",
    "audit_logs_list_idx",
    "audit_logs_owner",
    "audit_logs_system",
    "audit_logs_target_idx",
    "audit_logs_tenant",
    "audit_logs_tenant_id_tenants_id_fk",
    "audit_note",
  ]);
  await owner.end();
});
