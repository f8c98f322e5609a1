import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { epds } from "#db/schema/epds.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { EpdRow } from "./epd-factor.ts";

/** A declaration of the running organisation; throws `NotFound` alike for one that is not there and one of somebody else. */
export async function findEpd(tx: Transaction, tenantId: string, id: string): Promise<EpdRow> {
  const [row] = await tx
    .select()
    .from(epds)
    .where(and(eq(epds.tenantId, tenantId), eq(epds.id, id)));
  if (!row) throw new NotFound("epd_not_found", problemText("epd.notFound"));
  return row;
}
