import { mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { loading, loadTable, namesOf } from "./load-tables.ts";
import { migrationsUpTo } from "./migrations.ts";
import type { Visitor } from "./walk-backup.ts";

/** A database of its own in which rows of a backup are prepared; it goes with the restore. */
export interface Staging {
  url: string;
  sql: postgres.Sql;
  /** Takes the rows that a walk meets, all or none. `isWanted` by table. */
  load(walk: (visitor: Pick<Visitor, "table">) => Promise<unknown>): Promise<void>;
  /** Brings it to the schema of this program. */
  migrate(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an embedded database with the schema after the first so many migrations. */
export async function startStaging(temporaryDir: string, migrations: number): Promise<Staging> {
  await mkdir(temporaryDir, { recursive: true });
  const directory = await mkdtemp(path.join(temporaryDir, "restore-"));
  const remove = () => rm(directory, { recursive: true, force: true });
  const database = await startEmbeddedPostgres(directory, { durable: false }).catch(async (error) => {
    await remove();
    throw error;
  });
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const stop = async () => {
    await sql.end({ timeout: 5 });
    await database.stop();
    await remove();
  };
  try {
    for (const role of ["cai_app", "cai_system"]) await sql.unsafe(`create role ${role} nologin`);
    await migrate(drizzle(sql), {
      migrationsFolder: await migrationsUpTo(migrations, path.join(directory, "migrations")),
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: database.url,
    sql,
    async load(walk) {
      const tables = await namesOf(sql);
      await loading(sql, tables, async (tx) => {
        await tx.unsafe(`truncate ${tables.map((name) => `"${name}"`).join(", ")}`);
        await walk({ table: (name, columns, rows) => loadTable(tx, name, columns, rows) });
      });
    },
    migrate: () => migrateDatabase(database.url),
    stop,
  };
}
