import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { users } from "#db/schema/auth.ts";
import { dataExports, EXPORT_STATUSES } from "#db/schema/exports.ts";
import { NotFound } from "#lib/errors.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** How long an archive can be downloaded, in days. */
export const EXPORT_DAYS = 7;

export const ExportView = z.object({
  id: z.string(),
  /** `ready`: to be downloaded until `expires_at`. */
  status: z.enum(EXPORT_STATUSES),
  /** Per cent written. */
  progress: z.number(),
  /** Mail address of the admin who asked; null for an API key, or somebody who is gone. */
  requested_by: z.string().nullable(),
  /** Bytes and SHA-256 of the archive; null until it is ready. */
  size: z.number().nullable(),
  sha256: z.string().nullable(),
  /** Why it failed. */
  problem: z.string().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
  expires_at: z.string().nullable(),
});

export type ExportRow = typeof dataExports.$inferSelect;

export function presentExport(row: ExportRow, requestedBy: string | null): z.input<typeof ExportView> {
  return {
    id: row.id,
    status: row.status,
    progress: row.progress,
    requested_by: requestedBy,
    size: row.size,
    sha256: row.sha256,
    problem: row.problem && retold(row.problem),
    created_at: row.createdAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
    expires_at: row.expiresAt?.toISOString() ?? null,
  };
}

/** An export of the running tenant with the address of who asked. Throws `NotFound` (`export_not_found`). */
export async function findExport(
  tx: Transaction,
  id: string,
): Promise<{ row: ExportRow; requestedBy: string | null }> {
  const [found] = await tx
    .select({ row: dataExports, requestedBy: users.email })
    .from(dataExports)
    .leftJoin(users, eq(users.id, dataExports.requestedBy))
    .where(eq(dataExports.id, id));
  if (!found) throw new NotFound("export_not_found", problemText("exports.exportListShows"));
  return found;
}
