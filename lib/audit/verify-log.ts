import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Limits, NO_LIMITS, REQUEST_LIMITS, type Within, withSystem, withTenant } from "#db/tenant.ts";
import { verifyArchiveEntries } from "#lib/archival/logs/archive-entries.ts";
import { VERIFY_ARCHIVE, verifyWholeArchive } from "#lib/archival/logs/verify-archive.ts";
import { type ReadAnchor, readAnchors } from "#lib/audit/anchors.ts";
import {
  type ChainFindings,
  ChainProblem,
  hashesAt,
  type Problem,
  removalsOf,
  TOLD,
  verifyChain,
} from "#lib/audit/chain.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export const Verification = z.object({
  verified: z.boolean(),
  /** Rows of the log in the database, and links of its chain. */
  rows: z.number(),
  links: z.number(),
  /** Place and hash of the last link; null for an empty log. */
  head: z.object({ seq: z.number(), hash: z.string() }).nullable(),
  /** Rows up to this place may have been removed by the plan's retention; 0: none. */
  removed_up_to: z.number(),
  /**
   * Archived days and their rows, of which the database was looked at. `next`: the address at which their objects are read,
   * a few days a call; null where there are none.
   */
  archived: z.object({ days: z.number(), rows: z.number(), next: z.string().nullable() }),
  anchors: z.object({ checked: z.number(), last_day: z.string().nullable() }),
  /** The first 20. */
  problems: z.array(ChainProblem),
  /** How many there are in all. */
  problem_count: z.number(),
  duration_ms: z.number(),
});

/**
 * Verifies the organisation's audit log in the database: every row against the chain, what stands of archived days against
 * what the chain says of them, and the chain against what the object store was told each day. The archive itself is read by
 * `verifyArchive`. One at a time: throws `Conflict` (`verification_running`, `audit_log_busy`).
 */
export async function verifyAuditLog(ctx: Ctx): Promise<z.input<typeof Verification>> {
  requireRole(ctx, "admin");
  return verifyDatabase(ctx.tenant.id, (work) => withTenant(ctx.tenant.id, work, ONE_LOOK));
}

/** A long log takes longer than another request may; there is one look at it at a time. */
const ONE_LOOK: Limits = { ...REQUEST_LIMITS, statementMs: 180_000 };

/** `read` and `unread`: archived objects that were read, and that the store gives only after a restore. */
export type WholeVerification = Omit<z.input<typeof Verification>, "archived"> & {
  archived: { days: number; rows: number; read: number; unread: number };
};

/** All of it, the whole archive too, for operators and jobs, which wait as long as it takes. */
export async function verifyTenantLog(tenantId: string): Promise<WholeVerification> {
  const startedAt = Date.now();
  const within: Within = (work) => withSystem(work, NO_LIMITS);
  const { archived, ...database } = await verifyDatabase(tenantId, within);
  const { problems, read, unread } = await verifyWholeArchive(tenantId, within);
  return {
    ...database,
    verified: database.verified && problems.length === 0,
    archived: { days: archived.days, rows: archived.rows, read, unread },
    problems: [...problems.slice(0, TOLD / 4), ...database.problems].slice(0, TOLD),
    problem_count: database.problem_count + problems.length,
    duration_ms: Date.now() - startedAt,
  };
}

async function verifyDatabase(tenantId: string, within: Within): Promise<z.input<typeof Verification>> {
  const startedAt = Date.now();
  const { read, missing } = await readAnchors(tenantId);
  const places = read.flatMap(({ anchor }) => (anchor ? [anchor.seq] : []));
  const { chain, hashes, archived } = await within(async (tx) => {
    const [lock] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(7240315, hashtext(${tenantId})) as mine`,
    );
    if (!lock?.mine) throw new Conflict("verification_running", problemText("audit.auditLogBeing"));
    for (;;) {
      const chain = await verifyChain(tx, tenantId);
      const found = {
        chain,
        hashes: await hashesAt(tx, tenantId, places),
        archived: await verifyArchiveEntries(tx, tenantId, chain.removals),
      };
      // What the plan's retention has removed meanwhile would look as if it were missing.
      if (isDeepStrictEqual(await removalsOf(tx, tenantId), chain.removals)) return found;
    }
  });
  const ofAnchors = anchorProblems(chain, hashes, read, missing);
  const { problems: ofArchive, ...days } = archived;
  const problemCount = chain.found + ofAnchors.length + ofArchive.length;
  return {
    verified: problemCount === 0,
    rows: chain.rows,
    links: chain.links,
    head: chain.head,
    removed_up_to: chain.removedUpTo,
    archived: { ...days, next: days.days > 0 ? VERIFY_ARCHIVE : null },
    anchors: { checked: places.length, last_day: read.at(-1)?.anchor?.day ?? null },
    // Each kind has its say, also where there are very many of the other.
    problems: [...ofAnchors.slice(0, TOLD / 4), ...ofArchive.slice(0, TOLD / 4), ...chain.problems].slice(
      0,
      TOLD,
    ),
    problem_count: problemCount,
    duration_ms: Date.now() - startedAt,
  };
}

const DAY_MS = 86_400_000;

function anchorProblems(
  chain: ChainFindings,
  hashes: ReadonlyMap<number, string>,
  read: readonly ReadAnchor[],
  missing: readonly string[],
): Problem[] {
  const t = wordsOf("audit");
  const problem = (kind: Problem["kind"], seq: number | null, sentence: string): Problem => ({
    kind,
    seq,
    audit_id: null,
    sentence,
  });
  const gone = missing.map((key) => problem("anchor_missing", null, t("wrong.anchorMissing", { key })));
  let good = 0;
  const wrong = read.flatMap(({ key, anchor }): Problem[] => {
    if (!anchor) return [problem("anchor_unreadable", null, t("wrong.anchorUnreadable", { key }))];
    const { day, seq, hash } = anchor;
    const removedToo = chain.removals.find(
      ({ removedUpTo, before }) =>
        removedUpTo > seq && Date.parse(anchor.anchored_at) > Date.parse(before) + DAY_MS,
    );
    const illegitimate = removedToo
      ? [
          problem(
            "removed_too_much",
            seq,
            t("wrong.removedTooMuch", { seq: String(seq), day, before: removedToo.before }),
          ),
        ]
      : [];
    const here = hashes.get(seq);
    if (here === hash) {
      good = seq;
      return illegitimate;
    }
    if (here === undefined && seq <= chain.removedUpTo) return illegitimate;
    return [
      here === undefined
        ? problem("chain_cut", seq, t("wrong.chainCut", { seq: String(seq), day }))
        : problem(
            "chain_rewritten",
            seq,
            t("wrong.chainRewritten", { day, from: String(good + 1), to: String(seq) }),
          ),
    ];
  });
  return [...gone, ...wrong];
}
