import { createHash } from "node:crypto";
import postgres from "postgres";
import type { BucketName } from "#lib/storage/store.ts";
import type { Identities } from "./age.ts";
import { readTable } from "./copy-tables.ts";
import type { Manifest } from "./format.ts";
import type { Installation } from "./installation.ts";
import { openObject } from "./read-object.ts";
import { PLAIN_TEXT, tablesOf } from "./tables.ts";
import { walkBackup } from "./walk-backup.ts";

export interface Comparison {
  tables: { name: string; rows: number; restored_rows: number; same: boolean }[];
  objects: { count: number; bytes: number; different: { bucket: BucketName; key: string }[] };
}

/**
 * Holds an installation against the whole backup that was restored into it: each table by its rows and their SHA-256, each
 * object by size and SHA-256. Only for one of the same schema that nobody has used since.
 */
export async function compareWithBackup(
  restored: Installation,
  file: string,
  by: Identities,
): Promise<Comparison & { manifest: Manifest }> {
  const objects: Comparison["objects"] = { count: 0, bytes: 0, different: [] };
  const { manifest } = await walkBackup(file, by, {
    async object({ bucket, key, size }, content) {
      const [wanted, found] = [await digest(content), await digestOf(restored, bucket, key)];
      objects.count++;
      objects.bytes += size;
      if (wanted !== found) objects.different.push({ bucket, key });
    },
  });
  const skipped = new Set(manifest.unreferenced.map(({ bucket, key }) => `${bucket}/${key}`));
  objects.different = objects.different.filter(({ bucket, key }) => !skipped.has(`${bucket}/${key}`));
  return { manifest, tables: await compareTables(restored, manifest), objects };
}

async function compareTables(restored: Installation, manifest: Manifest): Promise<Comparison["tables"]> {
  const system = postgres(restored.systemUrl, { max: 1, onnotice: () => {} });
  try {
    return await system.begin("isolation level repeatable read read only", async (tx) => {
      await tx.unsafe(PLAIN_TEXT);
      const byName = new Map((await tablesOf(tx)).map((table) => [table.name, table]));
      const found: Comparison["tables"] = [];
      for (const { name, rows, sha256 } of manifest.tables) {
        const table = byName.get(name);
        const sum = table && (await readTable(tx, table, { kind: "installation" }));
        found.push({ name, rows, restored_rows: sum?.rows ?? 0, same: sum?.sha256 === sha256 });
      }
      return found;
    });
  } finally {
    await system.end({ timeout: 5 });
  }
}

async function digestOf(from: Installation, bucket: BucketName, key: string): Promise<string | null> {
  const object = await openObject(from, { bucket, key, sha256: null });
  return object.state === "open" ? digest(object.content) : null;
}

async function digest(content: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of content) hash.update(chunk);
  return hash.digest("hex");
}
