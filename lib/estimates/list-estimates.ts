import { and, desc, eq, getTableColumns, ilike, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { REVIEW_STATES } from "#db/schema/variants.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { DAYS, onDays } from "#lib/http/days.ts";
import { InProject, inProject } from "#lib/projects/in-project.ts";
import { inReviewState } from "#lib/review/review-state.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { counts, leftOut, PER_M2_FIGURES, PER_M2_GAPS } from "./per-m2-gaps.ts";
import { presentEstimate } from "./present-estimate.ts";
import { EstimateView } from "./views.ts";

export const ListEstimates = z.object({
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  q: z.string().trim().max(200).optional(),
  project_id: InProject,
  /** Only those made on these days. */
  ...DAYS,
  /** Only those whose review stands there. */
  review: z.enum(REVIEW_STATES).optional(),
  /** Only those that figures per m² leave out for this reason. */
  left_out: z.enum(PER_M2_GAPS).optional(),
  /** Only those that count for this figure per m². */
  per_m2: z.enum(PER_M2_FIGURES).optional(),
  /** Opaque, from `next`. */
  cursor: z.string().max(200).optional(),
});

const FILTERS = ["q", "project_id", "from", "to", "review", "left_out", "per_m2"] as const;

export const EstimateList = z.object({
  items: z.array(EstimateView),
  total: z.number(),
  next: z.string().nullable(),
});

// Without what only a single estimate shows: that may be long.
const { unmeasured, unpriced, missingCarbon, input, storeys, ...summary } = getTableColumns(costEstimates);

/** The organisation's estimates, of files and by hand, newest first. `next` pages by key. */
export async function listEstimates(
  ctx: Ctx,
  input: z.output<typeof ListEstimates>,
): Promise<z.input<typeof EstimateList>> {
  requireRole(ctx, "viewer");
  const after = input.cursor ? readCursor(input.cursor) : null;
  const matching = and(
    eq(costEstimates.tenantId, ctx.tenant.id),
    inProject(costEstimates.projectId, input.project_id),
    onDays(costEstimates.createdAt, input),
    input.review ? inReviewState(ctx.tenant.id, input.review) : undefined,
    input.left_out ? leftOut(input.left_out) : undefined,
    input.per_m2 ? counts(input.per_m2) : undefined,
    input.q ? ilike(costEstimates.name, `%${input.q.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
  );
  return ctx.transaction(async (tx) => {
    const [counted] = await tx
      .select({ total: sql<number>`count(*)::int` })
      .from(costEstimates)
      .where(matching);
    const rows = await newestFirst(
      tx,
      and(
        matching,
        after
          ? sql`(${costEstimates.createdAt}, ${costEstimates.id}) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
      .offset(after ? 0 : input.skip)
      .limit(input.limit + 1);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1)?.estimate;
    return {
      items: page.map(({ estimate, fileId }) => presentEstimate(estimate, fileId !== null)),
      total: counted?.total ?? 0,
      next: rows.length > input.limit && last ? nextPage(input, last) : null,
    };
  });
}

/** The newest estimates that match, as the list shows them. */
export async function newestEstimates(
  tx: Transaction,
  matching: SQL | undefined,
  limit: number,
): Promise<z.input<typeof EstimateView>[]> {
  const rows = await newestFirst(tx, matching).limit(limit);
  return rows.map(({ estimate, fileId }) => presentEstimate(estimate, fileId !== null));
}

const newestFirst = (tx: Transaction, matching: SQL | undefined) =>
  tx
    .select({ estimate: summary, fileId: files.id })
    .from(costEstimates)
    .leftJoin(files, and(eq(files.tenantId, costEstimates.tenantId), eq(files.id, costEstimates.fileId)))
    .where(matching)
    .orderBy(desc(costEstimates.createdAt), desc(costEstimates.id))
    .$dynamic();

function nextPage(input: z.output<typeof ListEstimates>, last: { createdAt: Date; id: string }): string {
  const query = new URLSearchParams({ limit: String(input.limit), cursor: writeCursor(last) });
  for (const name of FILTERS) {
    const value = input[name];
    if (value) query.set(name, value);
  }
  return `/api/cost-estimates?${query}`;
}
