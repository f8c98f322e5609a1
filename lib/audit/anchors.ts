import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { auditAnchors } from "#db/schema/audit.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { chainHead, hashesAt, removalsOf } from "#lib/audit/chain.ts";
import { logger } from "#lib/observability/logger.ts";
import { objectStores } from "#lib/storage/index.ts";
import { auditAnchorKey, auditAnchorPrefix } from "#lib/storage/keys.ts";
import { type ObjectStore, PreconditionFailed } from "#lib/storage/store.ts";

/** What the object store keeps of a chain at the end of a day (UTC). */
const Anchor = z.object({
  tenant_id: z.uuid(),
  day: z.iso.date(),
  /** The chain's last link. */
  seq: z.number().int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Rows up to here had been removed by the plan's retention. */
  removed_up_to: z.number().int().min(0),
  /** Links of the chain. */
  rows: z.number().int().min(0),
  anchored_at: z.iso.datetime(),
});
export type Anchor = z.output<typeof Anchor>;

/** Where anchors stand: apart from what people upload, and never overwritten. */
const store = (): ObjectStore => objectStores().archive;

/**
 * Tells the object store where the organisation's chain stands, once a day: what is there already stays, so that it can be
 * repeated at any line. `nothing_new`: no row since the last anchor. `broken`: the chain is no longer the one that was
 * anchored last; it is not anchored again, since that would cover it up.
 */
export async function anchorChain(
  tenantId: string,
  day: string,
  now = new Date(),
): Promise<"anchored" | "present" | "nothing_new" | "broken"> {
  const state = await withSystem(async (tx) => {
    const head = await chainHead(tx, tenantId);
    const [last] = await tx
      .select()
      .from(auditAnchors)
      .where(eq(auditAnchors.tenantId, tenantId))
      .orderBy(sql`${auditAnchors.day} desc`)
      .limit(1);
    if (!head) return last ? "broken" : "nothing_new";
    if (last && last.day >= day) return "present";
    if (last?.seq === head.seq && last.hash === head.hash) return "nothing_new";
    const removals = await removalsOf(tx, tenantId);
    const removedUpTo = Math.max(0, ...removals.map((removal) => removal.removedUpTo));
    if (last && last.seq > removedUpTo) {
      const there = (await hashesAt(tx, tenantId, [last.seq])).get(last.seq);
      if (there !== last.hash) return "broken";
    }
    const [counted] = await tx.execute<{ rows: number }>(
      sql`select count(*)::int as rows from audit_chain where tenant_id = ${tenantId}`,
    );
    return { ...head, removed_up_to: removedUpTo, rows: counted?.rows ?? 0 };
  }, NO_LIMITS);
  if (typeof state === "string") {
    if (state === "broken")
      logger().error(
        { tenant_id: tenantId, day },
        "an audit log's chain is not the one that was anchored last",
      );
    return state;
  }
  const key = auditAnchorKey(tenantId, day);
  const anchor = await putOnce(key, { tenant_id: tenantId, day, ...state, anchored_at: now.toISOString() });
  await withSystem((tx) =>
    tx
      .insert(auditAnchors)
      .values({
        tenantId,
        day,
        seq: anchor.seq,
        hash: anchor.hash,
        objectKey: key,
        removedUpTo: anchor.removed_up_to,
        rows: anchor.rows,
      })
      .onConflictDoNothing(),
  );
  return "anchored";
}

/** One that an earlier attempt wrote stays: it is what counts. */
async function putOnce(key: string, anchor: Anchor): Promise<Anchor> {
  try {
    await store().putStream(key, chunkOf(JSON.stringify(anchor)), {
      contentType: "application/json",
      ifAbsent: true,
    });
    return anchor;
  } catch (error) {
    if (!(error instanceof PreconditionFailed)) throw error;
    return Anchor.parse(JSON.parse(await textOf(key)));
  }
}

async function* chunkOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function textOf(key: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await store().getStream(key)).stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

/** An anchor as it is read back; null where the object says nothing that could be an anchor of this organisation. */
export interface ReadAnchor {
  key: string;
  anchor: Anchor | null;
}

const AT_ONCE = 8;

/** Every anchor that the store has of an organisation, oldest first, and those that the database says it should have. */
export async function readAnchors(tenantId: string): Promise<{ read: ReadAnchor[]; missing: string[] }> {
  const keys: string[] = [];
  for await (const { key } of store().list(auditAnchorPrefix(tenantId))) keys.push(key);
  const read: ReadAnchor[] = [];
  for (let first = 0; first < keys.length; first += AT_ONCE)
    read.push(
      ...(await Promise.all(keys.slice(first, first + AT_ONCE).map((key) => readAnchor(tenantId, key)))),
    );
  const known = await withSystem((tx) =>
    tx
      .select({ key: auditAnchors.objectKey })
      .from(auditAnchors)
      .where(and(eq(auditAnchors.tenantId, tenantId))),
  );
  const there = new Set(keys);
  return { read, missing: known.map(({ key }) => key).filter((key) => !there.has(key)) };
}

async function readAnchor(tenantId: string, key: string): Promise<ReadAnchor> {
  const parsed = Anchor.safeParse(jsonOf(await textOf(key)));
  const own = parsed.success && auditAnchorKey(parsed.data.tenant_id, parsed.data.day) === key;
  return { key, anchor: own && parsed.data.tenant_id === tenantId ? parsed.data : null };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: no anchor, which is told as such.
    return null;
  }
}
