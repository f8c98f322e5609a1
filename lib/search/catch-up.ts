import { eq, sql } from "drizzle-orm";
import { estimateIndex } from "#db/schema/search.ts";
import { NO_LIMITS, withSystem, withTenant } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { embeddingModel } from "./embedding/embed.ts";
import { ensureIndex, REINDEX_LOCK } from "./ensure-index.ts";
import { openIndex, vectorIndex } from "./index/index.ts";
import { isDue } from "./index-due.ts";

/** Tenants with estimates that the index lacks, has wrongly, or has though they are deleted. Throws `SearchUnavailable`. */
export async function dueTenants(most: number): Promise<string[]> {
  const generation = await ensureIndex();
  const { version } = await embeddingModel();
  const rows = await withSystem(
    (tx) =>
      tx
        .selectDistinct({ tenantId: estimateIndex.tenantId })
        .from(estimateIndex)
        .where(
          sql`${isDue({ kind: "present", generation }, version)} and (${estimateIndex.retryAt} is null or ${estimateIndex.retryAt} <= now())`,
        )
        .limit(most),
    NO_LIMITS,
  );
  return rows.map(({ tenantId }) => tenantId);
}

/** Has what is due indexed, tenant by tenant, as a worker starts. Throws `SearchUnavailable`. */
export async function announceDue(most: number): Promise<number> {
  const due = await dueTenants(most);
  await withSystem(async (tx) => {
    for (const tenant_id of due) await emit(tx, { name: "search/index.due", data: { tenant_id } });
  });
  return due.length;
}

/** Tenants that have estimates, or had some, after one by id. */
export async function indexedTenants(after: string | null, most: number): Promise<string[]> {
  const rows = await withSystem(
    (tx) =>
      tx.execute<{ tenant_id: string }>(sql`
        select t.id as tenant_id from tenants t
        where ${after === null ? sql`true` : sql`t.id > ${after}::uuid`}
          and exists (select from estimate_index i where i.tenant_id = t.id)
        order by t.id limit ${most}`),
    NO_LIMITS,
  );
  return rows.map(({ tenant_id }) => tenant_id);
}

/** Ids read from the index at once. */
const PAGE = 2_000;

/**
 * Compares what the index holds of a tenant with what the database says it holds: an index or a database that was
 * restored from a copy differs. What differs becomes due, and points that nothing tells of go.
 */
export async function verifyTenant(
  tenantId: string,
): Promise<{ missing: number; stale: number; orphans: number }> {
  const index = vectorIndex(tenantId);
  const generation = await openIndex().present();
  const { version } = await embeddingModel();
  const found = new Map<string, string>();
  const [begun] = await withTenant(tenantId, (tx) =>
    tx.execute<{ at: string }>(sql`select now()::text as at`),
  );
  for (let after: string | null = null; ; ) {
    const page: { id: string; hash: string }[] = await index.entries(after, PAGE);
    for (const { id, hash } of page) found.set(id, hash);
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE) break;
  }
  const stated = await withTenant(
    tenantId,
    (tx) =>
      tx.execute<{ estimate_id: string; content_hash: string | null; settled: boolean }>(sql`
        select estimate_id, content_hash, indexed_at < ${begun?.at ?? null}::timestamptz as settled
        from estimate_index
        where tenant_id = ${tenantId} and (indexed_revision is null or (generation = ${generation} and model = ${version}))`),
    NO_LIMITS,
  );
  const missing: string[] = [];
  const stale: string[] = [];
  for (const { estimate_id, content_hash, settled } of stated) {
    const hash = found.get(estimate_id);
    found.delete(estimate_id);
    if (content_hash === null || !settled || hash === content_hash) continue;
    (hash === undefined ? missing : stale).push(estimate_id);
  }
  const orphans = await removeOrphans(tenantId, [...found.keys()]);
  const wrong = [...missing, ...stale];
  if (wrong.length > 0)
    await withTenant(tenantId, (tx) =>
      tx
        .update(estimateIndex)
        .set({ generation: null })
        .where(
          sql`${eq(estimateIndex.tenantId, tenantId)} and ${estimateIndex.estimateId} = any(${textArray(wrong)}::text::uuid[])`,
        ),
    );
  return { missing: missing.length, stale: stale.length, orphans };
}

/** Points without a row: no pass that is under way can have written one, since it holds its row. */
async function removeOrphans(tenantId: string, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0;
  return withTenant(
    tenantId,
    async (tx) => {
      const known = await tx.execute<{ estimate_id: string }>(sql`
        select estimate_id from estimate_index
        where tenant_id = ${tenantId} and estimate_id = any(${textArray(ids)}::text::uuid[])`);
      const rows = new Set(known.map(({ estimate_id }) => estimate_id));
      const orphans = ids.filter((id) => !rows.has(id));
      await vectorIndex(tenantId).remove(orphans);
      return orphans.length;
    },
    NO_LIMITS,
  );
}

/** Generations that a killed re-index left behind go, unless one is under way; vectors of former models as well. */
export async function tidyIndex(): Promise<void> {
  const { kind, version } = await embeddingModel();
  await withSystem(async (tx) => {
    const [lock] = await tx.execute<{ free: boolean }>(
      sql`select pg_try_advisory_xact_lock(${REINDEX_LOCK}) as free`,
    );
    if (lock?.free) await openIndex().discard();
    // The lexical form is quick to make, and may only stand in for a model that is missing for a while.
    if (kind === "minilm") await tx.execute(sql`delete from embeddings where model <> ${version}`);
  }, NO_LIMITS);
}

/** Everything of a tenant leaves the index. Throws `SearchUnavailable`. */
export async function forgetTenant(tenantId: string): Promise<void> {
  await ensureIndex();
  await vectorIndex(tenantId).removeAll();
}
