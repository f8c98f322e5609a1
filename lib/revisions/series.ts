import { and, asc, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { fileAnalyses, files } from "#db/schema/files.ts";
import { fileVersions } from "#db/schema/versions.ts";

export type VersionRow = typeof fileVersions.$inferSelect;

/** A file among the versions of its model. */
export const VersionMark = z.object({
  number: z.number(),
  is_newest: z.boolean(),
  newest_file_id: z.string(),
  /** Null: nothing before it is left. */
  previous_file_id: z.string().nullable(),
});

/** The mark of each row of a query on `files`, null for the only one that is left; written out, as columns of a query have to be. */
export const versionMark = sql<z.input<typeof VersionMark> | null>`(
  select json_build_object(
    'number', v.number,
    'is_newest', not exists (
      select from file_versions l
      where l.tenant_id = v.tenant_id and l.series_id = v.series_id and l.number > v.number),
    'newest_file_id', (
      select l.file_id from file_versions l
      where l.tenant_id = v.tenant_id and l.series_id = v.series_id order by l.number desc limit 1),
    'previous_file_id', (
      select p.file_id from file_versions p
      where p.tenant_id = v.tenant_id and p.series_id = v.series_id and p.number < v.number
      order by p.number desc limit 1))
  from file_versions v where v.tenant_id = "files"."tenant_id" and v.file_id = "files"."id"
    and exists (
      select from file_versions o
      where o.tenant_id = v.tenant_id and o.series_id = v.series_id and o.file_id <> v.file_id))`;

/** The condition on `files` that nothing has followed it yet; an upload under way has not. */
export const isNewest = sql`not exists (
  select from file_versions v
  join file_versions l on l.tenant_id = v.tenant_id and l.series_id = v.series_id and l.number > v.number
  join files f on f.tenant_id = l.tenant_id and f.id = l.file_id and f.status <> 'pending'
  where v.tenant_id = "files"."tenant_id" and v.file_id = "files"."id")`;

export async function versionRow(
  tx: Transaction,
  tenantId: string,
  fileId: string,
): Promise<VersionRow | null> {
  const [row] = await tx
    .select()
    .from(fileVersions)
    .where(and(eq(fileVersions.tenantId, tenantId), eq(fileVersions.fileId, fileId)));
  return row ?? null;
}

/** Every version of a series with its file, the newest first. */
export function seriesOf(tx: Transaction, { tenantId, seriesId }: Pick<VersionRow, "tenantId" | "seriesId">) {
  return tx
    .select({ number: fileVersions.number, file: files, runId: fileAnalyses.runId })
    .from(fileVersions)
    .innerJoin(files, and(eq(files.tenantId, fileVersions.tenantId), eq(files.id, fileVersions.fileId)))
    .leftJoin(
      fileAnalyses,
      and(eq(fileAnalyses.tenantId, fileVersions.tenantId), eq(fileAnalyses.fileId, fileVersions.fileId)),
    )
    .where(and(eq(fileVersions.tenantId, tenantId), eq(fileVersions.seriesId, seriesId)))
    .orderBy(desc(fileVersions.number));
}

/** The versions before one of a series, the nearest first. */
export async function earlierOf(tx: Transaction, row: VersionRow) {
  const all = await seriesOf(tx, row);
  return all.filter(({ number }) => number < row.number);
}

/** These files with all other versions of their models, sorted. */
export async function withVersions(
  tx: Transaction,
  tenantId: string,
  fileIds: readonly string[],
): Promise<string[]> {
  if (fileIds.length === 0) return [];
  const others = alias(fileVersions, "others");
  const rows = await tx
    .selectDistinct({ id: others.fileId })
    .from(fileVersions)
    .innerJoin(
      others,
      and(eq(others.tenantId, fileVersions.tenantId), eq(others.seriesId, fileVersions.seriesId)),
    )
    .where(and(eq(fileVersions.tenantId, tenantId), inArray(fileVersions.fileId, [...fileIds])))
    .orderBy(asc(others.fileId));
  return [...new Set([...fileIds, ...rows.map(({ id }) => id)])].sort();
}

/** How many come before a version; 0: it is the first that is left. */
export async function countEarlier(tx: Transaction, row: VersionRow): Promise<number> {
  return tx.$count(
    fileVersions,
    and(
      eq(fileVersions.tenantId, row.tenantId),
      eq(fileVersions.seriesId, row.seriesId),
      lt(fileVersions.number, row.number),
    ),
  );
}
