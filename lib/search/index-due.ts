import { SpanKind } from "@opentelemetry/api";
import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { estimateIndex } from "#db/schema/search.ts";
import { NO_LIMITS, withTenant } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { describeError } from "#lib/observability/describe-error.ts";
import { logger } from "#lib/observability/logger.ts";
import { inChildSpan } from "#lib/observability/tracing/span.ts";
import { documentText, indexPayload } from "./document.ts";
import { embed, embeddingModel } from "./embedding/embed.ts";
import { EmbeddingUnavailable } from "./embedding/embedding-unavailable.ts";
import { contentHash, forgetVectors } from "./embedding/vector-cache.ts";
import { ensureIndex, SWITCH_LOCK } from "./ensure-index.ts";
import { openIndex } from "./index/index.ts";
import { SearchUnavailable } from "./index/search-unavailable.ts";
import type { IndexPoint } from "./index/vector-index.ts";
import { readSummaries } from "./summaries.ts";

/** Index or embedding model do not answer: nothing is wrong with the estimates, which are due until they do. */
export const isAway = (error: unknown) =>
  error instanceof SearchUnavailable || error instanceof EmbeddingUnavailable;

/** Estimates of one pass. */
const PASS = 100;

export interface Pass {
  indexed: number;
  removed: number;
  failed: number;
  /** There may be more that is due. */
  more: boolean;
}

/** Where a pass writes: the present generation, or the one that is being built. */
export type Target = { kind: "present"; generation: string } | { kind: "next"; generation: string };

/**
 * Brings a part of what is due of one tenant into the index: what is new, changed, removed, or made by another model or
 * for another generation. Safe to repeat, to run twice at once and to be killed anywhere: the state of an estimate is
 * written, under its row's lock, after its point is; until then it is due. Throws `SearchUnavailable`, `EmbeddingUnavailable`.
 */
export async function indexDue(tenantId: string, into?: Target): Promise<Pass> {
  const index = openIndex();
  const target = into ?? {
    kind: "present",
    // What is missing, or was found damaged, is made here rather than waited for.
    generation: await index.present().catch(() => ensureIndex()),
  };
  const { version } = await embeddingModel();
  const due = await withTenant(tenantId, (tx) => readDue(tx, target, version), NO_LIMITS);
  const gone = due.filter(({ removed }) => removed).map(({ id }) => id);
  const removed = await removeGone(tenantId, gone);
  const wanted = due.filter(({ removed }) => !removed);
  const { indexed, failed } = await indexAll(tenantId, target, wanted);
  // Others hold what is neither done nor failed, and go on with it.
  const progressed = removed + indexed + failed > 0;
  return { indexed, removed, failed, more: due.length === PASS && progressed };
}

interface Due {
  id: string;
  revision: number;
}

async function readDue(
  tx: Transaction,
  target: Target,
  model: string,
): Promise<(Due & { removed: boolean })[]> {
  return tx
    .select({
      id: estimateIndex.estimateId,
      revision: estimateIndex.revision,
      removed: estimateIndex.removed,
    })
    .from(estimateIndex)
    .where(
      and(isDue(target, model), sql`(${estimateIndex.retryAt} is null or ${estimateIndex.retryAt} <= now())`),
    )
    .orderBy(estimateIndex.estimateId)
    .limit(PASS);
}

/** What a target lacks. */
export function isDue({ kind, generation }: Target, model: string) {
  return kind === "present"
    ? sql`(${estimateIndex.removed} or ${estimateIndex.indexedRevision} is distinct from ${estimateIndex.revision}
        or ${estimateIndex.generation} is distinct from ${generation} or ${estimateIndex.model} is distinct from ${model})`
    : sql`(not ${estimateIndex.removed} and (${estimateIndex.nextRevision} is distinct from ${estimateIndex.revision}
        or ${estimateIndex.nextGeneration} is distinct from ${generation} or ${estimateIndex.nextModel} is distinct from ${model}))`;
}

/** A point's hash starts with its text's, by which the text's vector is kept. */
const textHashOf = (hash: string) => hash.slice(0, 64);

/** Points of deleted estimates go from every generation, then the rows that told of them and their texts' vectors. */
async function removeGone(tenantId: string, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { version } = await embeddingModel();
  return withTenant(
    tenantId,
    async (tx) => {
      const held = await hold(tx, tenantId, ids, sql`removed`);
      await inChildSpan("remove points", clientSpan(held.length), () =>
        openIndex().tenant(tenantId, version).remove(held),
      );
      const gone = await tx.execute<{ content_hash: string | null; next_hash: string | null }>(
        sql`delete from estimate_index where tenant_id = ${tenantId} and estimate_id = any(${textArray(held)}::text::uuid[])
          returning content_hash, next_hash`,
      );
      const hashes = gone.flatMap(({ content_hash, next_hash }) => [content_hash, next_hash]);
      await forgetVectors(
        tx,
        tenantId,
        hashes.flatMap((hash) => (hash === null ? [] : textHashOf(hash))),
      );
      return held.length;
    },
    NO_LIMITS,
  );
}

/** One that cannot be indexed must not keep the others: they are then tried one by one. */
async function indexAll(
  tenantId: string,
  target: Target,
  due: Due[],
): Promise<{ indexed: number; failed: number }> {
  if (due.length === 0) return { indexed: 0, failed: 0 };
  try {
    return { indexed: await indexTogether(tenantId, target, due), failed: 0 };
  } catch (error) {
    if (isAway(error)) throw error;
    const [only, ...others] = due;
    if (only && others.length === 0) {
      await recordFailure(tenantId, only, error);
      return { indexed: 0, failed: 1 };
    }
  }
  const sum = { indexed: 0, failed: 0 };
  for (const one of due) {
    const { indexed, failed } = await indexAll(tenantId, target, [one]);
    sum.indexed += indexed;
    sum.failed += failed;
  }
  return sum;
}

async function indexTogether(tenantId: string, target: Target, due: Due[]): Promise<number> {
  const summaries = await withTenant(
    tenantId,
    (tx) =>
      readSummaries(
        tx,
        due.map(({ id }) => id),
      ),
    NO_LIMITS,
  );
  const texts = summaries.map(documentText);
  const { model, vectors } = await embed(tenantId, texts);
  const points = summaries.flatMap((summary, at): IndexPoint[] => {
    const vector = vectors[at];
    if (!vector) throw new Error("A text came back without its vector");
    const payload = indexPayload(summary);
    const hash = `${contentHash(texts[at] ?? "")}${contentHash(JSON.stringify(payload))}`;
    return [{ id: summary.estimateId, vector, hash, payload }];
  });
  return write(tenantId, target, model.version, due, points);
}

/**
 * Points, then the state that tells of them, while the rows are held: so an estimate that is changed or deleted meanwhile
 * waits, and its next pass comes after this one. What changed since it was read is left for that pass.
 */
async function write(
  tenantId: string,
  target: Target,
  model: string,
  due: Due[],
  points: IndexPoint[],
): Promise<number> {
  const revisions = new Map(due.map(({ id, revision }) => [id, revision]));
  return withTenant(
    tenantId,
    async (tx) => {
      // Nobody switches generations while one is written.
      await tx.execute(sql`select pg_advisory_xact_lock_shared(${SWITCH_LOCK})`);
      if (target.kind === "present" && (await openIndex().present()) !== target.generation) return 0;
      const held = new Set(
        await hold(
          tx,
          tenantId,
          points.map(({ id }) => id),
          sql`not removed`,
          revisions,
        ),
      );
      const written = points.filter(({ id }) => held.has(id));
      await inChildSpan("index points", clientSpan(written.length), () =>
        openIndex().tenant(tenantId, model, target.generation).upsert(written),
      );
      await forgetFormerTexts(tx, tenantId, written);
      await tx.execute(
        target.kind === "present"
          ? presentState(tenantId, target, model, written)
          : nextState(tenantId, target, model, written),
      );
      return written.length;
    },
    NO_LIMITS,
  );
}

/** Of estimates whose text is another one now. */
async function forgetFormerTexts(tx: Transaction, tenantId: string, points: IndexPoint[]): Promise<void> {
  const former = await tx.execute<{ hash: string }>(sql`
    select left(i.content_hash, 64) as hash from estimate_index i, ${listed(points)}
    where i.tenant_id = ${tenantId} and i.estimate_id = p.id and left(i.content_hash, 64) <> left(p.hash, 64)`);
  if (former.length > 0)
    await forgetVectors(
      tx,
      tenantId,
      former.map(({ hash }) => hash),
    );
}

const presentState = (tenantId: string, { generation }: Target, model: string, points: IndexPoint[]) => sql`
  update estimate_index i set indexed_revision = i.revision, content_hash = p.hash, model = ${model},
    generation = ${generation}, indexed_at = now(), failures = 0, retry_at = null, problem = null
  from ${listed(points)} where i.tenant_id = ${tenantId} and i.estimate_id = p.id`;

const nextState = (tenantId: string, { generation }: Target, model: string, points: IndexPoint[]) => sql`
  update estimate_index i set next_revision = i.revision, next_hash = p.hash, next_model = ${model},
    next_generation = ${generation}
  from ${listed(points)} where i.tenant_id = ${tenantId} and i.estimate_id = p.id`;

const listed = (points: IndexPoint[]) =>
  sql`unnest(${textArray(points.map(({ id }) => id))}::text::uuid[], ${textArray(points.map(({ hash }) => hash))}::text::text[]) as p(id, hash)`;

/** Locks the state of estimates for which `condition` holds still; who holds one already goes on with it. */
async function hold(
  tx: Transaction,
  tenantId: string,
  ids: string[],
  condition: ReturnType<typeof sql>,
  revisions?: ReadonlyMap<string, number>,
): Promise<string[]> {
  const rows = await tx.execute<{ estimate_id: string; revision: string }>(sql`
    select estimate_id, revision from estimate_index
    where tenant_id = ${tenantId} and estimate_id = any(${textArray(ids)}::text::uuid[]) and ${condition}
    order by estimate_id for update skip locked`);
  return rows.flatMap(({ estimate_id, revision }) =>
    revisions === undefined || revisions.get(estimate_id) === Number(revision) ? [estimate_id] : [],
  );
}

async function recordFailure(tenantId: string, { id, revision }: Due, error: unknown): Promise<void> {
  logger().warn(
    { tenant_id: tenantId, estimate_id: id, error: describeError(error) },
    "An estimate could not be indexed",
  );
  const problem = error instanceof Error ? error.message.slice(0, 500) : String(error);
  await withTenant(tenantId, (tx) =>
    tx
      .update(estimateIndex)
      .set({
        failures: sql`${estimateIndex.failures} + 1`,
        // Minutes, doubling up to a day.
        retryAt: sql`now() + least(power(2, ${estimateIndex.failures}), 1440) * interval '1 minute'`,
        problem,
      })
      .where(
        and(
          eq(estimateIndex.tenantId, tenantId),
          eq(estimateIndex.estimateId, id),
          eq(estimateIndex.revision, revision),
        ),
      ),
  );
}

const clientSpan = (points: number) => ({
  kind: SpanKind.CLIENT,
  attributes: { "search.backend": openIndex().kind, "search.points": points },
});
