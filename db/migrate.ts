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
    await upsertPlans(sql);
  } finally {
    await sql.end();
  }
}

const MIGRATION_LOCK = 7_240_311;

async function ensureRole(sql: postgres.Sql, role: DatabaseRole): Promise<void> {
  const derived = new URL(roleUrl(role)).password === rolePassword(role);
  await sql.begin(async (tx) => {
    const [existing] = await tx`select 1 from pg_roles where rolname = ${role}`;
    if (!existing)
      await tx.unsafe(`create role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls`);
    // The password is hexadecimal, so it cannot end the literal.
    if (derived) await tx.unsafe(`alter role ${role} login nobypassrls password '${rolePassword(role)}'`);
  });
}
