import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { fileRestores, RESTORE_STATUSES } from "#db/schema/archival.ts";
import { files } from "#db/schema/files.ts";
import { textArray } from "#db/text-array.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { presentRestore, RestoreView } from "./restore-views.ts";

export const ListRestores = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  status: z.enum(RESTORE_STATUSES).optional(),
  /** Only files that were asked for together; then `progress` says how far they are. */
  batch_id: z.uuid().optional(),
  file_id: z.uuid().optional(),
  /** Ids of a hundred files at most, with commas: the newest restore of each. */
  file_ids: z
    .string()
    .max(100 * 37)
    .transform((text) => text.split(","))
    .pipe(z.array(z.uuid()).max(100))
    .optional(),
  /** Opaque, from `next`. */
  cursor: z.string().max(200).optional(),
});

const Progress = z.object({
  total: z.number(),
  requested: z.number(),
  in_progress: z.number(),
  ready: z.number(),
  expired: z.number(),
  failed: z.number(),
  superseded: z.number(),
  size: z.number(),
  /** Bytes that got where they were to get: readable, or hot again. */
  size_ready: z.number(),
  /** When the last of those under way is expected; null when none is. */
  estimated_ready: z.string().nullable(),
});
export const Restores = z.object({
  items: z.array(RestoreView.extend({ filename: z.string() })),
  next: z.string().nullable(),
  progress: Progress.nullable(),
});

const FILTERS = ["status", "batch_id", "file_id", "file_ids"] as const;

/** The organisation's restores of files that the caller sees, newest first; it pages by key. */
export async function listRestores(
  ctx: Ctx,
  input: z.output<typeof ListRestores>,
): Promise<z.input<typeof Restores>> {
  requireRole(ctx, "viewer");
  const after = input.cursor ? readCursor(input.cursor) : null;
  const batch = input.batch_id && eq(fileRestores.batchId, input.batch_id);
  return ctx.transaction(async (tx) => {
    const rows = await tx
      .select({ row: fileRestores, filename: files.filename })
      .from(fileRestores)
      .innerJoin(files, ofFile)
      .where(
        and(
          eq(fileRestores.tenantId, ctx.tenant.id),
          batch || undefined,
          input.status ? eq(fileRestores.status, input.status) : undefined,
          input.file_id ? eq(fileRestores.fileId, input.file_id) : undefined,
          input.file_ids ? newestOf(ctx.tenant.id, input.file_ids) : undefined,
          after
            ? sql`(${fileRestores.requestedAt}, ${fileRestores.id}) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(fileRestores.requestedAt), desc(fileRestores.id))
      .limit(input.limit + 1);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1)?.row;
    return {
      items: page.map(({ row, filename }) => ({ ...presentRestore(row), filename })),
      next: rows.length > input.limit && last ? nextPage(input, last) : null,
      progress: batch ? await progressOf(tx, ctx.tenant.id, batch) : null,
    };
  });
}

const newestOf = (tenantId: string, fileIds: readonly string[]) => sql`${fileRestores.id} in (
  select distinct on (n.file_id) n.id from file_restores n
  where n.tenant_id = ${tenantId} and n.file_id = any(${textArray(fileIds)}::text::uuid[])
  order by n.file_id, n.requested_at desc, n.id desc)`;

const ofFile = and(eq(files.tenantId, fileRestores.tenantId), eq(files.id, fileRestores.fileId));

async function progressOf(tx: Transaction, tenantId: string, batch: SQL) {
  const counted = (status: (typeof RESTORE_STATUSES)[number]) =>
    sql<number>`(count(*) filter (where ${fileRestores.status} = ${status}))::int`;
  const underWay = inArray(fileRestores.status, ["requested", "in_progress"]);
  const [sums] = await tx
    .select({
      total: sql<number>`count(*)::int`,
      requested: counted("requested"),
      in_progress: counted("in_progress"),
      ready: counted("ready"),
      expired: counted("expired"),
      failed: counted("failed"),
      superseded: counted("superseded"),
      size: sql<number>`coalesce(sum(${fileRestores.bytes}), 0)::float8`,
      size_ready: sql<number>`coalesce(sum(${fileRestores.bytes}) filter (where ${fileRestores.status} in ('ready', 'superseded')), 0)::float8`,
      expected: sql<Date | null>`max(${fileRestores.estimatedReady}) filter (where ${underWay})`.mapWith(
        fileRestores.estimatedReady,
      ),
    })
    .from(fileRestores)
    .innerJoin(files, ofFile)
    .where(and(eq(fileRestores.tenantId, tenantId), batch));
  if (!sums) throw new Error("A count gave nothing");
  const { expected, ...counts } = sums;
  return { ...counts, estimated_ready: expected?.toISOString() ?? null };
}

function nextPage(input: z.output<typeof ListRestores>, last: { requestedAt: Date; id: string }): string {
  const cursor = writeCursor({ createdAt: last.requestedAt, id: last.id });
  const query = new URLSearchParams({ limit: String(input.limit), cursor });
  for (const name of FILTERS) {
    const value = input[name];
    if (value) query.set(name, String(value));
  }
  return `/api/archival/restores?${query}`;
}
