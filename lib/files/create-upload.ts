import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { type FileFormat, files } from "#db/schema/files.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { Invalid, PayloadTooLarge } from "#lib/errors.ts";
import { requireFeature } from "#lib/features/is-on.ts";
import { cleanFilename, formatOf } from "#lib/files/formats.ts";
import { requireRoom, reserveStorage } from "#lib/files/quota.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { openProject } from "#lib/projects/find-project.ts";
import { holdNewest, supersede } from "#lib/revisions/supersede.ts";
import { objectStores } from "#lib/storage/index.ts";
import { fileKey } from "#lib/storage/keys.ts";
import { type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";

export const CreateUpload = z.object({
  filename: z.string().min(1),
  size: z.number().int(issueText("common.sizeWholeBytes")).min(0),
  sha256: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, issueText("files.sha25664"))
    .optional(),
  project_id: z.uuid().optional(),
  temporary: z.boolean().default(false),
  /** The newest version of a model that this file is a new version of; it stands in that one's project. */
  supersedes: z.uuid().optional(),
});

export interface Upload {
  file_id: string;
  part_size: number;
  parts: { number: number; url: string }[];
}

const MIB = 2 ** 20;
const MAX_PARTS = 5000;
/** An upload that is not completed within a day is removed and its bytes given back. */
const UPLOAD_HOURS = 24;
/** A link to a part holds for an hour; `GET /api/files/{id}/parts` gives fresh ones. */
export const PART_URL_SECONDS = 3600;

/**
 * Starts a resumable upload: reserves its bytes and returns a link for each part. Part n holds the bytes from
 * (n − 1) × part_size; all but the last are part_size long.
 * Throws `Invalid`, `PayloadTooLarge`, `UnsupportedMediaType`, `QuotaExceeded`, or `Conflict` (`project_archived`,
 * `file_superseded`, `versions_in_one_project`); then nothing is kept.
 */
export async function createUpload(ctx: Ctx, input: z.output<typeof CreateUpload>): Promise<Upload> {
  requireRole(ctx, "editor");
  await requireFeature("uploads", ctx.tenant.id);
  const draft = await ctx.transaction((tx) => draftFile(ctx, tx, input));
  const store = objectStores().files;
  // Before anything is reserved: whoever reserves holds the organisation's row, and must not while a store answers.
  // What a crash leaves of it here has no row, and the nightly sweep finds it.
  const uploadId = await store.createMultipart(draft.storageKey, {
    contentType: "application/octet-stream",
    metadata: { tenant: ctx.tenant.id, file: draft.id },
  });
  try {
    const partSize = partSizeFor(input.size);
    const parts = await presignParts(draft.storageKey, uploadId, input.size, partSize);
    await ctx.transaction((tx) => insertFile(ctx, tx, input, draft, { uploadId, partSize }));
    return { file_id: draft.id, part_size: partSize, parts };
  } catch (error) {
    // Where that fails too, the sweep finds it as well.
    await store.abortMultipart(draft.storageKey, uploadId).catch(() => undefined);
    throw error;
  }
}

interface Declared {
  filename: string;
  size: number;
  sha256?: string | undefined;
  project_id?: string | undefined;
  temporary: boolean;
  supersedes?: string | undefined;
}

/** A file that is to be, by its cleaned name. */
interface Draft {
  id: string;
  storageKey: string;
  filename: string;
  format: FileFormat;
}

/** Checks a file as `draftFile` does, reserves its bytes and writes the row of a pending file: for an upload in one piece. */
export async function reserveFile(ctx: Ctx, tx: Transaction, input: Declared): Promise<Draft> {
  const draft = await draftFile(ctx, tx, input);
  await insertFile(ctx, tx, input, draft, {});
  return draft;
}

/** Checks what the name and the declared size promise, and names the file. Holds nothing. */
async function draftFile(ctx: Ctx, tx: Transaction, input: Declared): Promise<Draft> {
  const filename = cleanFilename(input.filename);
  const [settings] = await tx
    .select({ maxFileSize: tenantSettings.maxFileSize, allowed: tenantSettings.allowedFileTypes })
    .from(tenantSettings);
  if (!settings) throw new Error(`Tenant ${ctx.tenant.id} has no settings`);
  const format = formatOf(filename, settings.allowed);
  if (input.size === 0) throw new Invalid("file_empty", problemText("files.emptyExportAgain", { filename }));
  if (input.size > settings.maxFileSize) {
    throw new PayloadTooLarge(
      problemText("files.largerThanMib", { filename, limit: Math.round(settings.maxFileSize / MIB) }),
    );
  }
  // Told before anything is sent; what decides is asked when the row is written.
  const before = input.supersedes && (await holdNewest(tx, ctx.tenant.id, input.supersedes, { hold: false }));
  const projectId = input.project_id ?? (before ? before.projectId : null);
  if (projectId) await openProject(tx, projectId, { hold: false });
  await requireRoom(tx, ctx.tenant.id, input.size);
  const id = randomUUID();
  return { id, storageKey: fileKey(ctx.tenant.id, id, filename), filename, format };
}

/** Reserves the bytes and writes the row. From here to the end of the transaction it holds the organisation's row. */
async function insertFile(
  ctx: Ctx,
  tx: Transaction,
  input: Declared,
  { id, storageKey, filename, format }: Draft,
  upload: { uploadId?: string; partSize?: number },
): Promise<void> {
  // Files are held before projects, as whoever moves them does.
  const before = input.supersedes ? await holdNewest(tx, ctx.tenant.id, input.supersedes) : null;
  const projectId = input.project_id ?? before?.projectId ?? null;
  // It may have been archived or hidden since it was looked at.
  if (projectId) await openProject(tx, projectId);
  await reserveStorage(tx, ctx.tenant.id, input.size);
  await tx.insert(files).values({
    id,
    tenantId: ctx.tenant.id,
    projectId,
    filename,
    format,
    size: input.size,
    sha256: input.sha256 ?? null,
    storageKey,
    temporary: input.temporary,
    expiresAt: sql`now() + ${UPLOAD_HOURS} * interval '1 hour'`,
    uploadedBy: userId(ctx),
    ...upload,
  });
  const after = {
    filename,
    size: input.size,
    project_id: projectId,
    temporary: input.temporary,
  };
  await audit(ctx, tx, "upload.started", { type: "file", id }, {}, { after });
  if (before) await supersede(ctx, tx, { id, filename, projectId }, before);
}

export async function presignParts(
  key: string,
  uploadId: string,
  size: number,
  partSize: number,
  only?: Set<number>,
): Promise<Upload["parts"]> {
  const store = objectStores().files;
  const numbers = Array.from({ length: Math.ceil(size / partSize) }, (_, i) => i + 1).filter(
    (n) => !only || only.has(n),
  );
  return Promise.all(
    numbers.map(async (number) => ({
      number,
      url: await store.presignPart(key, uploadId, number, {
        expiresInSeconds: PART_URL_SECONDS,
        size: Math.min(partSize, size - (number - 1) * partSize),
      }),
    })),
  );
}

function partSizeFor(size: number): number {
  return Math.max(16 * MIB, Math.ceil(size / MAX_PARTS / MIB) * MIB);
}
