import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { errorCode } from "#db/error-code.ts";
import { type Within, withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { countPlaces } from "#lib/archival/logs/places.ts";
import { linesOf, type ReadablePart } from "#lib/archival/logs/read-part.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { ChecksumMismatch, ObjectNotFound } from "#lib/storage/store.ts";

/** A part of an audit log. */
export interface HeldPart extends ReadablePart {
  tenantId: string;
  /** UTC, "2026-11-28". */
  day: string;
  places: string | null;
}

/**
 * A row `a` of the audit log with its link `l` as the archive's line of it. Text of jsonb, as in the chain's hashes, so that
 * a line has one form only; no `before` and `after` where there are none, since JSON's null is something else.
 */
export const LINE = sql`(jsonb_build_object('seq', l.seq, 'hash', l.hash, 'id', a.id, 'tenant_id', a.tenant_id,
  'created_at', to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'actor', a.actor, 'action', a.action,
  'target_type', a.target_type, 'target_id', a.target_id, 'detail', a.detail, 'ip', a.ip, 'user_agent', a.user_agent,
  'trace_id', a.trace_id)
  || case when a.before is null then '{}' else jsonb_build_object('before', a.before) end
  || case when a.after is null then '{}' else jsonb_build_object('after', a.after) end)::text`;

/** The SHA-256, in hex, over the hashes of a group of links `l` in the order of the chain: what the log's own entry says of a part. */
export const LINKS_SHA256 = sql`encode(sha256(convert_to(string_agg(l.hash, '' order by l.seq), 'UTF8')), 'hex')`;

/** The row that a line `j` (jsonb) was made of, in the order of the table's columns. */
export const ROW = sql`row((j->>'id')::uuid, (j->>'tenant_id')::uuid, j->>'actor', j->>'action', j->>'target_type', j->>'target_id',
  j->'detail', j->'before', j->'after', j->>'ip', j->>'user_agent', j->>'trace_id', (j->>'created_at')::timestamptz)::audit_logs`;

/** Of a line that is not what the chain holds; its message is for the log's readers. */
export class LineRefused extends ChecksumMismatch {}

/** What is wrong with a part, for the log's readers; null for what says nothing of it. */
export function sentenceOf({ day }: Pick<HeldPart, "day">, error: unknown): string | null {
  const t = wordsOf("audit");
  if (error instanceof LineRefused) return error.message;
  if (error instanceof ChecksumMismatch) return t("wrong.partChanged", { day });
  if (error instanceof ObjectNotFound) return t("wrong.partMissing", { day });
  return null;
}

const BATCH = 1000;

/**
 * The lines of a part of an audit log, a batch at a time, each held to the chain before it is given: it is the very line
 * that the archiver makes of a row of this day whose hash, with the link before it, is the row's link. Lines stand in the
 * order of the chain, and in the end there is one for each of the part's places. Who writes to the object store and to the
 * part's row can therefore give nothing that was not in the log. Throws `LineRefused`, and what
 * `linesOf` throws.
 */
export async function* heldLines(
  part: HeldPart,
  within: Within = (work) => withSystem(work),
): AsyncGenerator<string[], undefined> {
  const t = wordsOf("audit");
  if (countPlaces(part.places) !== part.rows) throw new LineRefused(t("wrong.partShort", { day: part.day }));
  let after = "0";
  let batch: string[] = [];
  const held = async (): Promise<string[]> => {
    const lines = batch;
    batch = [];
    after = await within((tx) => holdToChain(tx, part, lines, after));
    return lines;
  };
  for await (const line of linesOf(part)) {
    batch.push(line);
    if (batch.length === BATCH) yield await held();
  }
  if (batch.length > 0) yield await held();
  return undefined;
}

/** The place of the last line. */
async function holdToChain(
  tx: Transaction,
  { tenantId, day, places }: HeldPart,
  lines: readonly string[],
  after: string,
): Promise<string> {
  const t = wordsOf("audit");
  const refused = (entry: string | null) =>
    new LineRefused(entry === null ? t("wrong.lineAlien", { day }) : t("wrong.lineChanged", { entry, day }));
  try {
    const [found] = await tx.execute<{ wrong: string | null; last: string | null }>(sql`
      with t as materialized (
        select n, line, line::jsonb as j from unnest(${textArray(lines)}::text::text[]) with ordinality as t (line, n)),
      r as materialized (
        select n, line, j->>'seq' as entry, (j->>'seq')::bigint as seq, ${ROW} as log,
          coalesce(lag((j->>'seq')::bigint) over (order by n), ${after}::bigint) as before from t)
      select (select max(seq)::text from r) as last, (
        select coalesce(r.entry, '') from r cross join lateral (select (r.log).*) a
          left join audit_chain l on l.tenant_id = ${tenantId} and l.seq = r.seq and l.audit_id = a.id
          left join audit_chain p on p.tenant_id = ${tenantId} and p.seq = r.seq - 1
        where (l.seq > r.before and ${places}::int8multirange @> l.seq and a.tenant_id = ${tenantId}
          and (a.created_at at time zone 'UTC')::date = ${day}::text::date and (l.seq = 1 or p.seq is not null)
          and audit_hash(coalesce(p.hash, ''), r.log) = l.hash and ${LINE} = r.line) is not true
        order by r.n limit 1) as wrong`);
    if (!found?.last || found.wrong !== null) throw refused(found?.wrong || null);
    return found.last;
  } catch (error) {
    // Class 22: not JSON, or fields of other types.
    if (errorCode(error)?.startsWith("22")) throw refused(null);
    throw error;
  }
}
