import { and, desc, eq, getTableColumns, ilike, sql } from "drizzle-orm";
import { z } from "zod";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { presentEstimate } from "./present-estimate.ts";
import { EstimateView } from "./views.ts";

export const ListEstimates = z.object({
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  q: z.string().trim().max(200).optional(),
  project_id: z.uuid().optional(),
  /** Opaque, from `next`. */
  cursor: z.string().max(200).optional(),
});

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
    input.project_id ? eq(costEstimates.projectId, input.project_id) : undefined,
    input.q ? ilike(costEstimates.name, `%${input.q.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
  );
  return ctx.transaction(async (tx) => {
    const [counted] = await tx
      .select({ total: sql<number>`count(*)::int` })
      .from(costEstimates)
      .where(matching);
    const rows = await tx
      .select({ estimate: summary, fileId: files.id })
      .from(costEstimates)
      .leftJoin(files, and(eq(files.tenantId, costEstimates.tenantId), eq(files.id, costEstimates.fileId)))
      .where(
        and(
          matching,
          after
            ? sql`(${costEstimates.createdAt}, ${costEstimates.id}) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(costEstimates.createdAt), desc(costEstimates.id))
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

function nextPage(input: z.output<typeof ListEstimates>, last: { createdAt: Date; id: string }): string {
  const query = new URLSearchParams({ limit: String(input.limit), cursor: writeCursor(last) });
  if (input.q) query.set("q", input.q);
  if (input.project_id) query.set("project_id", input.project_id);
  return `/api/cost-estimates?${query}`;
}
