import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { migrateDatabase } from "#db/migrate.ts";
import { installAuditGuard } from "#db/test/audit-guard.ts";

/**
 * Import this before anything that reads the configuration: the file that does gets a database of its own on the test
 * run's server, since a worker takes every run and event of the database it works on.
 */
const shared = process.env.DATABASE_URL ?? "";
const name = `jobs_${randomUUID().replaceAll("-", "")}`;
const own = new URL(shared);
own.pathname = `/${name}`;

// Before the migration, which reads the configuration and keeps it.
process.env.DATABASE_URL = own.toString();

const admin = postgres(shared, { max: 1, onnotice: () => {} });
// One at a time: migrations set the passwords of roles, which all databases of a server share.
await admin`select pg_advisory_lock(hashtext('own-database'))`;
await admin.unsafe(`create database ${name}`);
await migrateDatabase(own.toString());
await installAuditGuard(own.toString());
await admin.end();

/** Owner's URL of this file's database. */
export const ownDatabaseUrl = own.toString();
