import { createHash } from "node:crypto";
import type postgres from "postgres";
import { type Manifest, tableEntry } from "./format.ts";
import type { Scope } from "./scope.ts";
import { copyOut, type Table } from "./tables.ts";
import type { ArchiveWriter } from "./write-archive.ts";

/** A tar wants to know sizes beforehand, so rows go in parts. */
const PART_BYTES = 4 * 1024 * 1024;

/** Writes the rows of tables as the transaction sees them. */
export async function copyTables(
  tx: postgres.TransactionSql,
  archive: ArchiveWriter,
  tables: readonly Table[],
  scope: Scope,
  signal?: AbortSignal,
): Promise<Pick<Manifest, "tables">> {
  const sums: Manifest["tables"] = [];
  for (const table of tables) {
    let parts = 0;
    let held: Buffer[] = [];
    let heldBytes = 0;
    const flush = async () => {
      const chunks = held;
      await archive.add({ name: tableEntry(table.name, ++parts), size: heldBytes }, each(chunks));
      held = [];
      heldBytes = 0;
    };
    const sum = await readTable(tx, table, scope, async (chunk) => {
      signal?.throwIfAborted();
      held.push(chunk);
      heldBytes += chunk.length;
      if (heldBytes >= PART_BYTES) await flush();
    });
    if (heldBytes > 0) await flush();
    sums.push({ name: table.name, ...sum });
  }
  return { tables: sums };
}

async function* each(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

/** Reads a table's rows as text; counts and hashes them. */
export async function readTable(
  tx: postgres.TransactionSql,
  table: Table,
  scope: Scope,
  take: (chunk: Buffer) => Promise<void> | void = () => {},
): Promise<{ rows: number; bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  const sum = { rows: 0, bytes: 0 };
  const query = copyOut(table, scope);
  if (query !== null) {
    const rows: AsyncIterable<Buffer> = await tx.unsafe(query).readable();
    for await (const chunk of rows) {
      hash.update(chunk);
      sum.bytes += chunk.length;
      sum.rows += linesIn(chunk);
      await take(chunk);
    }
  }
  return { ...sum, sha256: hash.digest("hex") };
}

/** COPY ends each row by the only line feed in it. */
export function linesIn(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++;
  return lines;
}
