import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { costEstimateLines } from "#db/schema/estimates.ts";
import type { estimateComments } from "#db/schema/variants.ts";
import { namesOf } from "#lib/audit/actors.ts";
import { actor, type Ctx, hasRole } from "#lib/tenancy/context.ts";
import { mentionsIn } from "./comment-text.ts";
import type { CommentView } from "./views.ts";

export type CommentRow = typeof estimateComments.$inferSelect;

/** Comments of one estimate, with the names that people have now and the places that lines have now. */
export async function presentComments(
  ctx: Ctx,
  tx: Transaction,
  rows: readonly CommentRow[],
): Promise<z.input<typeof CommentView>[]> {
  const mentioned = rows.flatMap((row) => mentionsIn(row.body).map((id) => `user:${id}`));
  const people = await namesOf(tx, ctx.tenant.id, [...rows.map((row) => row.author), ...mentioned]);
  const positions = await positionsOf(tx, rows);
  return rows.map((row) => {
    const author = people.get(row.author);
    const isOwn = row.author === actor(ctx);
    return {
      id: row.id,
      body: row.body,
      mentions: mentionsIn(row.body).map((id) => ({
        user_id: id,
        name: people.get(`user:${id}`)?.name ?? null,
      })),
      line:
        row.lineKey === null || row.lineName === null
          ? null
          : { position: positions.get(row.lineKey) ?? null, name: row.lineName },
      author: { kind: author?.kind ?? "person", name: author?.name ?? null },
      may: { edit: isOwn, delete: isOwn || hasRole(ctx.principal.role, "admin") },
      created_at: row.createdAt.toISOString(),
      edited_at: row.editedAt?.toISOString() ?? null,
    };
  });
}

async function positionsOf(tx: Transaction, rows: readonly CommentRow[]): Promise<Map<string, number>> {
  const [first] = rows;
  const keys = rows.flatMap((row) => (row.lineKey === null ? [] : [row.lineKey]));
  if (!first || keys.length === 0) return new Map();
  const lines = await tx
    .select({ key: costEstimateLines.key, position: costEstimateLines.position })
    .from(costEstimateLines)
    .where(
      and(
        eq(costEstimateLines.tenantId, first.tenantId),
        eq(costEstimateLines.estimateId, first.estimateId),
        inArray(costEstimateLines.key, keys),
      ),
    );
  return new Map(lines.map((line) => [line.key, line.position]));
}
