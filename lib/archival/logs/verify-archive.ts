import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import type { Within } from "#db/tenant.ts";
import { type HeldPart, heldLines, sentenceOf } from "#lib/archival/logs/held-lines.ts";
import { isReadable } from "#lib/archival/logs/read-part.ts";
import { ChainProblem, type Problem, TOLD } from "#lib/audit/chain.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { objectStores } from "#lib/storage/index.ts";
import { InvalidObjectState, ObjectNotFound } from "#lib/storage/store.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

const AS_IT_IS = issueText("audit.cursorAsItIs");

export const VerifyArchive = z.object({
  /** Opaque, from `next`. */
  cursor: z
    .string()
    .regex(/^[1-9]\d{3}-\d{2}-\d{2}\.\d{1,9}$/, AS_IT_IS)
    .refine((cursor) => z.iso.date().safeParse(cursor.slice(0, 10)).success, AS_IT_IS)
    .optional(),
});

export const ArchiveVerification = z.object({
  verified: z.boolean(),
  /** Archived days that were looked at, oldest first, and their entries. A long day may go on with the next call. */
  days: z.number(),
  rows: z.number(),
  first_day: z.string().nullable(),
  last_day: z.string().nullable(),
  /** Objects that were read, each line held to the chain, and those that the store gives only after a restore. */
  read: z.number(),
  unread: z.number(),
  /** The first 20. */
  problems: z.array(ChainProblem),
  problem_count: z.number(),
  /** The address at which it goes on; null after the last day. */
  next: z.string().nullable(),
});

/** What one call looks at: the objects of so many rows, and so many objects. */
const ROWS_AT_ONCE = 20_000;
const PARTS_AT_ONCE = 50;

/**
 * Reads the organisation's archived days, a few at a time, and holds each line to the chain. What the log says of the days
 * is looked at by `verifyAuditLog`. Throws `StoreUnavailable`.
 */
export async function verifyArchive(
  ctx: Ctx,
  { cursor }: z.output<typeof VerifyArchive>,
  rowsAtOnce = ROWS_AT_ONCE,
): Promise<z.input<typeof ArchiveVerification>> {
  requireRole(ctx, "admin");
  const { parts, next } = await ctx.transaction((tx) =>
    partsAfter(tx, ctx.tenant.id, cursor ?? null, rowsAtOnce),
  );
  const { problems, ...findings } = await readParts(parts, (work) => ctx.transaction(work));
  return {
    verified: problems.length === 0,
    days: new Set(parts.map(({ day }) => day)).size,
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    first_day: parts[0]?.day ?? null,
    last_day: parts.at(-1)?.day ?? null,
    ...findings,
    problems: problems.slice(0, TOLD),
    problem_count: problems.length,
    next: next && `${VERIFY_ARCHIVE}?${new URLSearchParams({ cursor: next })}`,
  };
}

/** Where the route of `verifyArchive` stands. */
export const VERIFY_ARCHIVE = "/api/audit-logs/verification/archive";

export interface ArchiveFindings {
  read: number;
  unread: number;
  problems: Problem[];
}

/** All archived days of an organisation, however many; `within` gives the transactions. Throws `StoreUnavailable`. */
export async function verifyWholeArchive(tenantId: string, within: Within): Promise<ArchiveFindings> {
  const sum: ArchiveFindings = { read: 0, unread: 0, problems: [] };
  for (let cursor: string | null = null; ; ) {
    const from: string | null = cursor;
    const { parts, next }: Parts = await within((tx) => partsAfter(tx, tenantId, from, ROWS_AT_ONCE));
    const { read, unread, problems } = await readParts(parts, within);
    sum.read += read;
    sum.unread += unread;
    sum.problems.push(...problems);
    if (!next) return sum;
    cursor = next;
  }
}

interface Parts {
  parts: HeldPart[];
  /** Null after the last. */
  next: string | null;
}

/** Parts from a place on, at least one, and where the others begin. */
async function partsAfter(
  tx: Transaction,
  tenantId: string,
  cursor: string | null,
  rowsAtOnce: number,
): Promise<Parts> {
  const [day, part] = cursor?.split(".") ?? [];
  const rows = await tx.execute<Omit<HeldPart, "bytes"> & { bytes: string; part: number; fits: boolean }>(sql`
    select d.tenant_id as "tenantId", d.day::text as day, d.part, d.object_key as "objectKey", d.rows, d.bytes, d.sha256,
      d.content_sha256 as "contentSha256", d.places::text as places,
      row_number() over w = 1 or row_number() over w <= ${PARTS_AT_ONCE} and sum(d.rows) over w <= ${rowsAtOnce} as fits
    from archived_logs d
    where ${countingParts(tenantId)} and ${day ? sql`(d.day, d.part) > (${day}::text::date, ${part}::text::int)` : sql`true`}
    window w as (order by d.day, d.part)
    order by d.day, d.part limit ${PARTS_AT_ONCE + 1}`);
  const taken = rows.filter(({ fits }) => fits);
  const last = taken.at(-1);
  return {
    parts: taken.map(({ fits: _fits, part: _part, ...row }) => ({ ...row, bytes: Number(row.bytes) })),
    next: last && taken.length < rows.length ? `${last.day}.${last.part}` : null,
  };
}

/** Parts `d` that stand for rows of the organisation's log. */
export const countingParts = (tenantId: string) => sql`
  d.tenant_id = ${tenantId} and d.kind = 'audit' and d.verified_at is not null and d.expired_at is null`;

const AT_ONCE = 2;

async function readParts(parts: readonly HeldPart[], within: Within): Promise<ArchiveFindings> {
  const findings: ArchiveFindings = { read: 0, unread: 0, problems: [] };
  const left = [...parts];
  const take = async () => {
    for (let part = left.shift(); part; part = left.shift()) {
      const state = await stateOf(part);
      if (typeof state === "string") findings[state] += 1;
      else if (await within((tx) => stillCounts(tx, part)))
        findings.problems.push({ seq: null, audit_id: null, ...state });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
  return findings;
}

/** Not one that the plan's retention has removed meanwhile. */
async function stillCounts(tx: Transaction, { tenantId, objectKey }: HeldPart): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from archived_logs d where ${countingParts(tenantId)} and d.object_key = ${objectKey}`);
  return rows.length > 0;
}

async function stateOf(part: HeldPart): Promise<"read" | "unread" | Pick<Problem, "kind" | "sentence">> {
  const { day } = part;
  const t = wordsOf("audit");
  try {
    const head = await objectStores().archive.head(part.objectKey);
    if (head.size !== part.bytes || (head.checksums.sha256 ?? part.sha256) !== part.sha256)
      return {
        kind: "archive_changed",
        sentence: t("wrong.objectOther", { day }),
      };
    if (!isReadable(head)) return "unread";
    for await (const _lines of heldLines(part));
    return "read";
  } catch (error) {
    if (error instanceof InvalidObjectState) return "unread";
    const sentence = sentenceOf(part, error);
    if (!sentence) throw error;
    return { kind: error instanceof ObjectNotFound ? "archive_missing" : "archive_changed", sentence };
  }
}
