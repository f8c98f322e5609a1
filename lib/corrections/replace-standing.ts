import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { elementCorrections } from "#db/schema/corrections.ts";
import { actor, type Ctx } from "#lib/tenancy/context.ts";
import type { FileKey } from "./apply-corrections.ts";

type Row = typeof elementCorrections.$inferInsert;
export type NewCorrection = Required<
  Pick<Row, "globalId" | "nth" | "kind" | "value" | "materials" | "found" | "ifcClass" | "name">
>;

const ROWS_PER_INSERT = 500;

/**
 * Writes corrections down, each in place of what stood of the same thing, which is ended and kept. Answers with what the
 * ended ones said, for the log. The caller holds the file and calculates again.
 */
export async function replaceStanding(
  ctx: Ctx,
  tx: Transaction,
  { tenantId, fileId }: FileKey,
  corrections: readonly (NewCorrection & { reason?: string })[],
  { reason, carriedFrom = null }: { reason: string; carriedFrom?: string | null },
): Promise<{ kind: string; value: string | null; reason: string }[]> {
  const by = actor(ctx);
  const ended: { kind: string; value: string | null; reason: string }[] = [];
  for (let from = 0; from < corrections.length; from += ROWS_PER_INSERT) {
    const batch = corrections.slice(from, from + ROWS_PER_INSERT);
    const named = batch.map(({ globalId, nth, kind }) => ({ global_id: globalId, nth, kind }));
    const rows = await tx.execute<{ kind: string; value: string | null; reason: string }>(sql`
      update element_corrections c set ended_at = now(), ended_by = ${by}, ending = 'replaced'
      from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as said(global_id text, nth int, kind text)
      where c.tenant_id = ${tenantId} and c.file_id = ${fileId} and c.ended_at is null
        and c.global_id = said.global_id and c.nth = said.nth and c.kind = said.kind
      returning c.kind, c.value, c.reason`);
    ended.push(...rows);
    await tx.insert(elementCorrections).values(
      batch.map(({ globalId, nth, kind, value, materials, found, ifcClass, name, reason: own }) => ({
        tenantId,
        fileId,
        globalId,
        nth,
        kind,
        value,
        materials,
        found,
        ifcClass,
        name,
        reason: own ?? reason,
        madeBy: by,
        carriedFrom,
      })),
    );
  }
  return ended;
}
