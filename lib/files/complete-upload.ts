import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { files } from "#db/schema/files.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import { acceptFile } from "#lib/files/accept-file.ts";
import { discardUpload } from "#lib/files/discard-upload.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { checkContent, SNIFF_BYTES } from "#lib/files/formats.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { countUpload } from "#lib/observability/metrics/record.ts";
import { objectDigest } from "#lib/storage/hash-object.ts";
import { objectStores } from "#lib/storage/index.ts";
import { InvalidPart, NoSuchUpload, ObjectNotFound } from "#lib/storage/store.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export const CompleteUpload = z.object({
  parts: z.array(z.object({ number: z.number().int().min(1), etag: z.string().min(1) })).min(1),
  sha256: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, issueText("files.sha25664"))
    .optional(),
});

/**
 * Puts the parts together and verifies the file: real size, SHA-256 and content must be what was declared. A wrong one
 * is refused and removed. Repeating a completed call gives the same answer.
 */
export async function completeUpload(
  ctx: Ctx,
  fileId: string,
  input: z.output<typeof CompleteUpload>,
): Promise<FileRow> {
  requireRole(ctx, "editor");
  const file = await claim(ctx, fileId);
  if (file.status !== "pending") return file;
  try {
    await assemble(file, input.parts);
    const sha256 = await verify(file, input.sha256);
    const accepted = await ctx.transaction((tx) => acceptFile(ctx, tx, file, { size: file.size, sha256 }));
    countUpload("parts", file.size);
    return accepted;
  } catch (error) {
    if (error instanceof Invalid) await discardUpload(ctx, file, "upload.refused");
    else await unclaim(ctx, file);
    throw error;
  }
}

/** A claim that is older died with its process. */
export const CLAIM_MINUTES = 10;

export const uploadVerifying = () =>
  new Conflict("upload_verifying", problemText("files.uploadBeingVerified"));

export const uploadGone = () => new Conflict("upload_gone", problemText("files.uploadExpiredAborted"));

/** One caller verifies at a time. */
async function claim(ctx: Ctx, fileId: string): Promise<FileRow> {
  return ctx.transaction(async (tx) => {
    const [claimed] = await tx
      .update(files)
      .set({ verifyingSince: sql`now()` })
      .where(
        and(
          eq(files.id, fileId),
          eq(files.status, "pending"),
          sql`(${files.verifyingSince} is null or ${files.verifyingSince} < now() - ${CLAIM_MINUTES} * interval '1 minute')`,
        ),
      )
      .returning();
    if (claimed) return claimed;
    const file = await findFile(tx, fileId);
    if (file.status === "pending") throw uploadVerifying();
    return file;
  });
}

/** Anything but a wrong file may pass: the parts stay, and the caller can complete again; unless it was removed meanwhile. */
async function unclaim(ctx: Ctx, file: FileRow): Promise<void> {
  const waiting = await ctx.transaction((tx) =>
    tx
      .update(files)
      .set({ verifyingSince: null })
      .where(and(eq(files.id, file.id), eq(files.status, "pending")))
      .returning({ id: files.id }),
  );
  if (waiting.length === 0) await discardUpload(ctx, file);
}

async function assemble(file: FileRow, parts: { number: number; etag: string }[]): Promise<void> {
  const store = objectStores().files;
  if (!file.uploadId) throw new Conflict("upload_not_started", problemText("files.uploadNeverStarted"));
  try {
    await store.completeMultipart(file.storageKey, file.uploadId, parts);
  } catch (error) {
    if (error instanceof InvalidPart)
      throw new Conflict("parts_missing", problemText("files.uploadMissingParts", { id: file.id }));
    // An earlier call put it together and died before it was noted: then the object is there.
    if (!(error instanceof NoSuchUpload)) throw error;
    await store.head(file.storageKey).catch((inner) => {
      throw inner instanceof ObjectNotFound ? uploadGone() : inner;
    });
  }
}

async function verify(file: FileRow, alsoSha256: string | undefined): Promise<string> {
  const { size, sha256, head } = await objectDigest(objectStores().files, file.storageKey, SNIFF_BYTES);
  if (size !== file.size)
    throw new Invalid(
      "size_mismatch",
      problemText("files.declaredBytesBut", { filename: file.filename, size: file.size, arrived: size }),
    );
  for (const declared of [file.sha256, alsoSha256]) {
    if (declared && declared !== sha256)
      throw new Invalid(
        "sha256_mismatch",
        problemText("files.arrivedAnotherSha", { filename: file.filename, sha256, declared }),
      );
  }
  checkContent(head, file.format);
  return sha256;
}
