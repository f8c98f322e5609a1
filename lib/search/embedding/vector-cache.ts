import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { currentTenant } from "#db/schema/columns.ts";
import { embeddings } from "#db/schema/search.ts";
import { withTenant } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";

/** Vectors kept in memory, of all tenants together: about 8 MB. */
const RESIDENT = 5_000;
const ROWS_PER_STATEMENT = 1_000;

/** The least recently used first. */
const resident = new Map<string, Float32Array>();

/** SHA-256 of a text, hexadecimal: the key its vector is stored by. */
export const contentHash = (text: string) => createHash("sha256").update(text).digest("hex");

/** What is known of these hashes: from memory, else from the tenant's rows. */
export async function knownVectors(
  tenantId: string,
  model: string,
  hashes: readonly string[],
): Promise<Map<string, Float32Array>> {
  const known = new Map<string, Float32Array>();
  const elsewhere: string[] = [];
  for (const hash of hashes) {
    const vector = resident.get(keyOf(tenantId, model, hash));
    if (vector) known.set(hash, keep(tenantId, model, hash, vector));
    else elsewhere.push(hash);
  }
  for (let from = 0; from < elsewhere.length; from += ROWS_PER_STATEMENT) {
    const asked = elsewhere.slice(from, from + ROWS_PER_STATEMENT);
    const rows = await withTenant(tenantId, (tx) =>
      tx
        .select({ hash: embeddings.contentHash, vector: embeddings.vector })
        .from(embeddings)
        .where(
          and(
            eq(embeddings.tenantId, currentTenant),
            eq(embeddings.model, model),
            sql`${embeddings.contentHash} = any(${textArray(asked)}::text::text[])`,
          ),
        ),
    );
    for (const { hash, vector } of rows) known.set(hash, keep(tenantId, model, hash, floatsOf(vector)));
  }
  return known;
}

/** Keeps vectors in memory and, when `stored`, in the tenant's rows. */
export async function rememberVectors(
  tenantId: string,
  model: string,
  vectors: ReadonlyMap<string, Float32Array>,
  stored: boolean,
): Promise<void> {
  const made = [...vectors];
  for (const [hash, vector] of made) keep(tenantId, model, hash, vector);
  if (!stored) return;
  for (let from = 0; from < made.length; from += ROWS_PER_STATEMENT) {
    const rows = made
      .slice(from, from + ROWS_PER_STATEMENT)
      .map(([hash, vector]) => ({ tenantId, contentHash: hash, model, vector: bytesOf(vector) }));
    await withTenant(tenantId, (tx) => tx.insert(embeddings).values(rows).onConflictDoNothing());
  }
}

/** Forgets the vectors of texts that are deleted, of every model; `hashes` by `contentHash`. */
export async function forgetVectors(
  tx: Transaction,
  tenantId: string,
  hashes: readonly string[],
): Promise<void> {
  const gone = new Set(hashes);
  for (const key of resident.keys()) {
    const [tenant, , hash] = key.split(" ");
    if (tenant === tenantId && hash !== undefined && gone.has(hash)) resident.delete(key);
  }
  await tx
    .delete(embeddings)
    .where(
      and(
        eq(embeddings.tenantId, currentTenant),
        sql`${embeddings.contentHash} = any(${textArray(hashes)}::text::text[])`,
      ),
    );
}

const keyOf = (tenantId: string, model: string, hash: string) => `${tenantId} ${model} ${hash}`;

function keep(tenantId: string, model: string, hash: string, vector: Float32Array): Float32Array {
  const key = keyOf(tenantId, model, hash);
  resident.delete(key);
  resident.set(key, vector);
  if (resident.size > RESIDENT) {
    const [oldest] = resident.keys();
    if (oldest !== undefined) resident.delete(oldest);
  }
  return vector;
}

const bytesOf = (vector: Float32Array) => new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);

/** A copy, since the driver's bytes need not start where a float may. */
const floatsOf = (bytes: Uint8Array) => new Float32Array(Uint8Array.from(bytes).buffer);
