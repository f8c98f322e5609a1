import { createHash } from "node:crypto";
import postgres from "postgres";
import { AppError, Conflict } from "#lib/errors.ts";
import { type BucketName, ObjectNotFound } from "#lib/storage/store.ts";
import type { Identities } from "./age.ts";
import { type Absent, LeftLine, type Manifest } from "./format.ts";
import { fingerprint, type Installation } from "./installation.ts";
import { Ledger } from "./ledger.ts";
import { advanceSequences, loading, loadTable } from "./load-tables.ts";
import { ageOf } from "./migrations.ts";
import { mustBeEmpty } from "./must-be-empty.ts";
import { putObject, takeBack } from "./put-objects.ts";
import { startStaging } from "./staging.ts";
import { copyOut, quoted, type Table, tablesOf } from "./tables.ts";
import { type Visitor, type WalkedBackup, walkBackup } from "./walk-backup.ts";

export interface Left {
  count: number;
  present: number;
  missing: { bucket: BucketName; key: string }[];
}

export interface RestoredBackup {
  kind: Manifest["kind"];
  snapshot_at: string;
  /** `older`: its rows were brought to this version's schema. */
  schema: "same" | "older";
  tables: number;
  rows: number;
  objects: { written: number; there: number; bytes: number };
  /** Archived objects that the backup only names: how many of them the archive bucket has. */
  left_in_bucket: Left;
  absent: Absent[];
  seconds: number;
}

/**
 * Restores a whole backup into an installation that is empty and not running. `checked` is what a walk has found, so that a
 * damaged file changes nothing. All or nothing: rows come in one transaction, and objects that were stored go again when it
 * fails. Throws `not_empty`, `installation_running`, `backup_newer`, `other_secret`, as `walkBackup` and `putObject`.
 */
export async function restoreBackup(
  into: Installation,
  file: string,
  by: Identities,
  checked: WalkedBackup,
): Promise<RestoredBackup> {
  const startedAt = Date.now();
  if (checked.format.kind !== "installation")
    throw new AppError(
      400,
      "backup_of_tenant",
      "This is the backup of one organisation: name it with --tenant.",
    );
  const schema = ageOf(checked.manifest.migrations);
  const isOther = checked.format.auth_secret !== fingerprint(into.authSecret);
  if (isOther && into.adoptSecret === null) throw otherSecret();
  const owner = postgres(into.ownerUrl, { max: 1, onnotice: () => {} });
  const written = new Ledger(into.temporaryDir);
  try {
    await mustBeEmpty(into, owner);
    const tables = await tablesOf(owner);
    const names = tables.map(({ name }) => name);
    const skipped = new Set(checked.manifest.unreferenced.map(({ bucket, key }) => `${bucket}/${key}`));
    const objects = { written: 0, there: 0, bytes: 0 };
    const left: Left = { count: 0, present: 0, missing: [] };
    const walk = async (
      table: (name: string, columns: readonly string[], rows: AsyncIterable<Buffer>) => Promise<void>,
    ) => {
      const visitor: Visitor = {
        table,
        async object(object, content) {
          if (skipped.has(`${object.bucket}/${object.key}`)) return;
          const { outcome } = await stored(into, written, object, content);
          objects[outcome]++;
          objects.bytes += object.size;
        },
        left: (lines) => countLeft(into, lines, left),
      };
      const again = await walkBackup(file, by, visitor, into.signal);
      if (JSON.stringify(again.manifest) !== JSON.stringify(checked.manifest))
        throw new Conflict(
          "backup_changed",
          "The file was changed while it was restored. Nothing was taken over.",
        );
    };
    // Last before the commit: rows without their secret would be of no use.
    let isAdopted = false;
    const adopt = async () => {
      if (!isOther || !checked.secrets) return;
      isAdopted = true;
      await into.adoptSecret?.(checked.secrets.AUTH_SECRET);
    };
    try {
      if (schema === "same")
        await loading(owner, names, async (tx) => {
          await tx.unsafe(`truncate ${names.map(quoted).join(", ")}`);
          await walk((name, columns, rows) => loadTable(tx, name, columns, rows));
          await advanceSequences(tx, tables);
          await adopt();
        });
      else await throughStaging(into, owner, tables, checked, walk, adopt);
    } catch (error) {
      const isGone = await takeBack(into, written, async (tx) => {
        const rows = await tx`select 1 from tenants limit 1`;
        return rows.length > 0;
      });
      if (isAdopted && isGone) await into.adoptSecret?.(into.authSecret).catch(() => {});
      throw error;
    }
    return {
      kind: checked.manifest.kind,
      snapshot_at: checked.manifest.snapshot_at,
      schema,
      tables: checked.manifest.tables.length,
      rows: checked.manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
      objects,
      left_in_bucket: left,
      absent: checked.manifest.absent,
      seconds: (Date.now() - startedAt) / 1000,
    };
  } finally {
    written.close();
    await owner.end({ timeout: 5 });
  }
}

const otherSecret = () =>
  new Conflict(
    "other_secret",
    "This installation's AUTH_SECRET is not the one of the backup, and nobody could open what is sealed with that. Set AUTH_SECRET to it (`npm run backup -- secrets` writes it to a file), then restore.",
  );

/** Rows of an earlier schema are brought to this one in a database of their own, and go from there. */
async function throughStaging(
  into: Installation,
  owner: postgres.Sql,
  tables: readonly Table[],
  checked: WalkedBackup,
  walk: (
    table: (name: string, columns: readonly string[], rows: AsyncIterable<Buffer>) => Promise<void>,
  ) => Promise<void>,
  adopt: () => Promise<void>,
): Promise<void> {
  const staging = await startStaging(into.temporaryDir, checked.manifest.migrations.length);
  try {
    await staging.load(({ table }) => walk(table ?? (async () => {})));
    await staging.migrate();
    await loading(
      owner,
      tables.map(({ name }) => name),
      async (tx) => {
        await tx.unsafe(`truncate ${tables.map(({ name }) => quoted(name)).join(", ")}`);
        await staging.sql.begin("isolation level repeatable read read only", async (source) => {
          for (const table of tables) {
            into.signal?.throwIfAborted();
            await pour(source, tx, table);
          }
        });
        await advanceSequences(tx, tables);
        await adopt();
      },
    );
  } finally {
    await staging.stop();
  }
}

async function pour(
  source: postgres.TransactionSql,
  into: postgres.TransactionSql,
  table: Table,
): Promise<void> {
  const query = copyOut(table, { kind: "installation" });
  if (query !== null) await loadTable(into, table.name, table.columns, await source.unsafe(query).readable());
}

/** Stores an object, whose SHA-256 is known once it has been read. */
export async function stored(
  into: Installation,
  written: Ledger,
  object: Parameters<typeof putObject>[2],
  content: AsyncIterable<Buffer>,
): Promise<{ outcome: "written" | "there" }> {
  const hash = createHash("sha256");
  async function* hashed(): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      hash.update(chunk);
      yield chunk;
    }
  }
  return { outcome: await putObject(into, written, object, hashed(), () => hash.digest("hex")) };
}

/** Looks whether what stayed in its bucket is in this one. */
export async function countLeft(
  into: Installation,
  lines: AsyncIterable<Buffer>,
  left: Left,
  isWanted: (key: string) => boolean = () => true,
): Promise<void> {
  let rest = "";
  for await (const chunk of lines) {
    const [...whole] = (rest + chunk.toString("utf8")).split("\n");
    rest = whole.pop() ?? "";
    for (const line of whole) {
      const [bucket, key] = LeftLine.parse(JSON.parse(line));
      if (!isWanted(key)) continue;
      left.count++;
      if (await isThere(into, bucket, key)) left.present++;
      else left.missing.push({ bucket, key });
    }
  }
}

export async function isThere(into: Installation, bucket: BucketName, key: string): Promise<boolean> {
  const head = await into.stores[bucket].head(key).catch((error) => {
    if (error instanceof ObjectNotFound) return null;
    throw error;
  });
  return head !== null;
}
