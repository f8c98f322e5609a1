import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { estimateComments } from "#db/schema/variants.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { presentComments } from "./present-comments.ts";
import type { Comments } from "./views.ts";

export const ListComments = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Opaque, from `next`. */
  cursor: z.string().max(200).optional(),
});

/** What was said of an estimate and its lines, newest first. Throws `NotFound`. */
export async function listComments(
  ctx: Ctx,
  id: string,
  { limit, cursor }: z.output<typeof ListComments>,
): Promise<z.input<typeof Comments>> {
  requireRole(ctx, "viewer");
  const after = cursor ? readCursor(cursor) : null;
  const { tenantId, estimateId, createdAt } = estimateComments;
  const its = and(eq(tenantId, ctx.tenant.id), eq(estimateId, id));
  return ctx.transaction(async (tx) => {
    await findEstimate(tx, ctx.tenant.id, id);
    const rows = await tx
      .select()
      .from(estimateComments)
      .where(
        and(
          its,
          after
            ? sql`(${createdAt}, ${estimateComments.id}) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(createdAt), desc(estimateComments.id))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const query = (row: NonNullable<typeof last>) =>
      new URLSearchParams({ limit: String(limit), cursor: writeCursor(row) });
    return {
      items: await presentComments(ctx, tx, page),
      total: await tx.$count(estimateComments, its),
      next: rows.length > limit && last ? `/api/cost-estimates/${id}/comments?${query(last)}` : null,
    };
  });
}
