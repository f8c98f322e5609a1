import { z } from "zod";
import { requireFeature } from "#lib/features/is-on.ts";
import { receiveFile } from "#lib/files/receive-file.ts";
import { IDLE_MS, streamForm } from "#lib/files/stream-form.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

const Fields = z.object({
  project_id: z.uuid().optional(),
  temporary: z
    .enum(["true", "false"])
    .default("false")
    .transform((v) => v === "true"),
  supersedes: z.uuid().optional(),
});

/**
 * The simple form upload: field `file`, and before it optionally `project_id`, `temporary` and `supersedes`. Streams to the store and
 * hashes on the way; the file's size is reserved before its first byte is taken, and it is accepted when the form has
 * ended. Whatever goes wrong, no object, row or reservation is left. Refuses as soon as it can, by the declared length,
 * quota, type or first bytes, what follows the file, or a sender that stalls (`idleMs`): what of the body has not been
 * read then is left to the caller (`answerAndClose`).
 */
export async function uploadForm(ctx: Ctx, request: Request, idleMs = IDLE_MS): Promise<{ file_id: string }> {
  requireRole(ctx, "editor");
  await requireFeature("uploads", ctx.tenant.id);
  const file_id = await streamForm(
    request,
    (stream, { filename, size, fields }) =>
      receiveFile(ctx, stream, { filename, size, ...Fields.parse(fields) }),
    idleMs,
  );
  return { file_id };
}
