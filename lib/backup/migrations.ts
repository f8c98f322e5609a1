import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type postgres from "postgres";
import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import type { Migration } from "./format.ts";

const FOLDER = path.join(process.cwd(), "drizzle");

/** The migrations that this program brings, in their order. */
export function ownMigrations(): Migration[] {
  return readMigrationFiles({ migrationsFolder: FOLDER }).map(({ hash, folderMillis }) => ({
    hash,
    made_at: folderMillis,
  }));
}

/** Those that a database has had; read as its owner. */
export async function appliedMigrations(sql: postgres.Sql): Promise<Migration[]> {
  const rows = await sql<{ hash: string; made_at: string }[]>`
    select hash, created_at::text as made_at from drizzle.__drizzle_migrations order by created_at, id`;
  return rows.map(({ hash, made_at }) => ({ hash, made_at: Number(made_at) }));
}

/**
 * Whether a backup has the schema of this program, or an earlier one that its migrations lead on from. Throws
 * `backup_newer` for one that was made by a later program or by another line of it.
 */
export function ageOf(
  backup: readonly Migration[],
  own: readonly Migration[] = ownMigrations(),
): "same" | "older" {
  const unknown = backup.findIndex(({ hash }, i) => own[i]?.hash !== hash);
  if (unknown !== -1)
    throw new AppError(
      409,
      "backup_newer",
      `The backup was made by a newer version (its migration ${unknown + 1} of ${backup.length} is not among the ${own.length} of this one). Install that version or a later one, then restore.`,
    );
  return backup.length === own.length ? "same" : "older";
}

const Journal = z.looseObject({ entries: z.array(z.looseObject({ tag: z.string() })) });

/** Writes the first so many migrations into a folder, from which a database of that age can be made. */
export async function migrationsUpTo(count: number, into: string): Promise<string> {
  await mkdir(path.join(into, "meta"), { recursive: true });
  const journal = Journal.parse(
    JSON.parse(await readFile(path.join(FOLDER, "meta", "_journal.json"), "utf8")),
  );
  const entries = journal.entries.slice(0, count);
  for (const { tag } of entries) await cp(path.join(FOLDER, `${tag}.sql`), path.join(into, `${tag}.sql`));
  await writeFile(path.join(into, "meta", "_journal.json"), JSON.stringify({ ...journal, entries }));
  return into;
}
