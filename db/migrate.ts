import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { migrateJobs } from "#lib/jobs/embedded/queue.ts";
import { applyAccess } from "./access.ts";
import { type DatabaseRole, rolePassword, roleUrl } from "./client.ts";
import { upsertPlans } from "./seed/plans.ts";

/**
 * Brings a database to the current schema: roles, migrations, row-level security, grants, plans.
 * Idempotent, safe with several processes at once, and forward only: it works on a database with data.
 */
export async function migrateDatabase(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    for (const role of ["cai_app", "cai_system"] as const) await ensureRole(sql, role);
    await migrate(drizzle(sql), { migrationsFolder: path.join(process.cwd(), "drizzle") });
    await applyAccess(sql);
    // A process that died while it made a partition of the audit log may have left a fence.
    await sql`select audit_unfence()`;
    await migrateJobs(ownerUrl);
    await asOwner(sql, "billing_plans", upsertPlans);
  } finally {
    await sql.end();
  }
}

/** Policies hold for the owner too, who may write to a table only while they do not; a superuser meets none. */
async function asOwner(
  sql: postgres.Sql,
  table: string,
  work: (sql: postgres.TransactionSql) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    const [role] = await tx<{ free: boolean }[]>`
      select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user`;
    if (!role?.free) await tx`alter table ${tx(table)} no force row level security`;
    await work(tx);
    if (!role?.free) await tx`alter table ${tx(table)} force row level security`;
  });
}

const MIGRATION_LOCK = 7_240_311;

async function ensureRole(sql: postgres.Sql, role: DatabaseRole): Promise<void> {
  const derived = new URL(roleUrl(role)).password === rolePassword(role);
  await sql.begin(async (tx) => {
    const [existing] = await tx<{ bypasses: boolean }[]>`
      select rolbypassrls as bypasses from pg_roles where rolname = ${role}`;
    if (!existing)
      await tx.unsafe(`create role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls`);
    // The password is hexadecimal, so it cannot end the literal.
    if (derived) await tx.unsafe(`alter role ${role} login password '${rolePassword(role)}'`);
    // Only a superuser may name this attribute at all, so an owner that is none meets it only where it is wrong.
    if (existing?.bypasses && derived) await tx.unsafe(`alter role ${role} nobypassrls`);
  });
}
