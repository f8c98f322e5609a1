import { z } from "zod";
import { FILE_FORMATS, FILE_STATUSES, FILE_STORAGE_CLASSES, STORAGE_TIERS } from "#db/schema/files.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { retold } from "#lib/i18n/kept-text.ts";

/** A file as the API shows it. Sizes in bytes, times in UTC. */
export const FileView = z.object({
  file_id: z.string(),
  filename: z.string(),
  format: z.enum(FILE_FORMATS),
  size: z.number(),
  sha256: z.string().nullable(),
  status: z.enum(FILE_STATUSES),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  storage_tier: z.enum(STORAGE_TIERS),
  /** What its bytes are stored as, in S3's names. */
  storage_class: z.enum(FILE_STORAGE_CLASSES),
  archived_at: z.string().nullable(),
  /** It stays hot whatever the rules of archival say. */
  keep_hot: z.boolean(),
  /** It is neither deleted nor archived; its project may be on hold as well. */
  legal_hold: z.boolean(),
  project_id: z.string().nullable(),
  temporary: z.boolean(),
  expires_at: z.string().nullable(),
  created_at: z.string(),
  uploaded_at: z.string().nullable(),
  processed_at: z.string().nullable(),
});

export function presentFile(file: FileRow): z.input<typeof FileView> {
  return {
    file_id: file.id,
    filename: file.filename,
    format: file.format,
    size: file.size,
    sha256: file.sha256,
    status: file.status,
    failure: file.failureCode ? { code: file.failureCode, message: retold(file.failureMessage ?? "") } : null,
    storage_tier: file.storageTier,
    storage_class: file.storageClass,
    archived_at: file.archivedAt?.toISOString() ?? null,
    keep_hot: file.keepHot,
    legal_hold: file.legalHold,
    project_id: file.projectId,
    temporary: file.temporary,
    expires_at: file.expiresAt?.toISOString() ?? null,
    created_at: file.createdAt.toISOString(),
    uploaded_at: file.uploadedAt?.toISOString() ?? null,
    processed_at: file.processedAt?.toISOString() ?? null,
  };
}
