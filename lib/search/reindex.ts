import { and, eq, sql } from "drizzle-orm";
import { estimateIndex } from "#db/schema/search.ts";
import { NO_LIMITS, withSystem, withTenant } from "#db/tenant.ts";
import { Conflict } from "#lib/errors.ts";
import { indexedTenants, verifyTenant } from "./catch-up.ts";
import { embeddingModel } from "./embedding/embed.ts";
import { ensureIndex, REINDEX_LOCK, SWITCH_LOCK } from "./ensure-index.ts";
import { openIndex } from "./index/index.ts";
import { indexDue, isDue, type Target } from "./index-due.ts";

export interface Progress {
  done: number;
  total: number;
}
type Report = (progress: Progress) => void;

/**
 * Writes every point of one tenant anew, in its place: it is found all the while. Then what does not belong there goes.
 */
export async function reindexTenant(tenantId: string, report: Report = () => {}): Promise<Progress> {
  await ensureIndex();
  const total = await withTenant(
    tenantId,
    async (tx) => {
      const rows = await tx
        .update(estimateIndex)
        .set({ generation: null, retryAt: null })
        .where(and(eq(estimateIndex.tenantId, tenantId), eq(estimateIndex.removed, false)))
        .returning({ id: estimateIndex.estimateId });
      return rows.length;
    },
    NO_LIMITS,
  );
  const progress = { done: 0, total };
  for (let more = true; more; ) {
    const pass = await indexDue(tenantId);
    progress.done += pass.indexed;
    more = pass.more;
    report({ ...progress });
  }
  await verifyTenant(tenantId);
  return progress;
}

/** How often it is looked again, while estimates go on being saved, before the rest is left for the next catch-up. */
const LOOKS = 20;
const TENANTS = 500;

/**
 * Builds a new generation of all tenants beside the present one, which answers and is kept up to date meanwhile, then
 * switches. Killed before that, nothing has changed; killed right after, the estimates are due and are written again.
 * Throws `Conflict` while another one runs, `SearchUnavailable`.
 */
export function reindexAll(report: Report = () => {}): Promise<Progress & { generation: string }> {
  return withSystem(async (tx) => {
    const [lock] = await tx.execute<{ free: boolean }>(
      sql`select pg_try_advisory_xact_lock(${REINDEX_LOCK}) as free`,
    );
    if (!lock?.free)
      throw new Conflict(
        "reindex_running",
        "The index is being built already. `npm run search -- status` shows how far it is.",
      );
    await ensureIndex();
    const target: Target = { kind: "next", generation: await openIndex().create() };
    const progress = { done: 0, total: await lacking(target) };
    for (let look = 0; look < LOOKS; look++) {
      await buildAll(target, progress, report);
      if (await promote(target, look === LOOKS - 1)) break;
    }
    return { ...progress, generation: target.generation };
  }, NO_LIMITS);
}

async function buildAll(target: Target, progress: Progress, report: Report): Promise<void> {
  let tenants: string[] = [];
  for (let after: string | null = null; ; after = tenants.at(-1) ?? null) {
    tenants = await indexedTenants(after, TENANTS);
    for (const tenantId of tenants)
      for (let more = true; more; ) {
        const pass = await indexDue(tenantId, target);
        progress.done += pass.indexed;
        progress.total = Math.max(progress.total, progress.done);
        more = pass.more;
        report({ ...progress });
      }
    if (tenants.length < TENANTS) return;
  }
}

/** Switches when nothing is lacking, while nobody writes. */
function promote({ generation, kind }: Target, anyway: boolean): Promise<boolean> {
  return withSystem(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${SWITCH_LOCK})`);
    if (!anyway && (await lacking({ generation, kind })) > 0) return false;
    await openIndex().promote(generation);
    await tx.execute(sql`
      update estimate_index set indexed_revision = next_revision, content_hash = next_hash, model = next_model,
        generation = next_generation, indexed_at = now(),
        next_revision = null, next_hash = null, next_model = null, next_generation = null
      where next_generation = ${generation}`);
    return true;
  }, NO_LIMITS);
}

async function lacking(target: Target): Promise<number> {
  const { version } = await embeddingModel();
  return withSystem(async (tx) => {
    const [counted] = await tx
      .select({ due: sql<number>`count(*)::int` })
      .from(estimateIndex)
      .where(
        sql`${isDue(target, version)} and (${estimateIndex.retryAt} is null or ${estimateIndex.retryAt} <= now())`,
      );
    return counted?.due ?? 0;
  }, NO_LIMITS);
}

/** How the index stands: which one, how much of it is there, how much is due. */
export async function indexStatus() {
  const index = openIndex();
  const model = await embeddingModel();
  const state = await index.health().catch((error: Error) => ({ away: error.message }));
  const generation = "away" in state ? null : state.generation;
  const [counted] = await withSystem(
    (tx) =>
      tx.execute<{ estimates: number; indexed: number; failed: number; building: number }>(sql`
        select count(*) filter (where not removed)::int as estimates,
          count(*) filter (where not removed and indexed_revision = revision and generation = ${generation} and model = ${model.version})::int as indexed,
          count(*) filter (where failures > 0)::int as failed,
          count(*) filter (where next_generation is not null)::int as building
        from estimate_index`),
    NO_LIMITS,
  );
  return { index: index.kind, ...state, embedding: model, ...counted };
}
