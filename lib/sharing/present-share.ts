import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import type { estimateShares } from "#db/schema/variants.ts";
import { namesOf } from "#lib/audit/actors.ts";
import type { ShareView } from "./views.ts";

export type ShareRow = typeof estimateShares.$inferSelect;

/** Links of one organisation's estimates, as they stand at `now`. */
export async function presentShares(
  tx: Transaction,
  rows: readonly ShareRow[],
  now = new Date(),
): Promise<z.input<typeof ShareView>[]> {
  const [first] = rows;
  if (!first) return [];
  const people = await namesOf(
    tx,
    first.tenantId,
    rows.map((row) => row.createdBy),
  );
  return rows.map((row) => ({
    id: row.id,
    note: row.note,
    status: row.revokedAt ? "revoked" : row.expiresAt <= now ? "expired" : "live",
    created_by: people.get(row.createdBy)?.name ?? null,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    revoked_at: row.revokedAt?.toISOString() ?? null,
    last_opened_at: row.lastOpenedAt?.toISOString() ?? null,
    open_count: row.openCount,
  }));
}
