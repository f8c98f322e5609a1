import { createHash } from "node:crypto";
import { Invalid } from "#lib/errors.ts";
import { acceptFile } from "#lib/files/accept-file.ts";
import { reserveFile } from "#lib/files/create-upload.ts";
import { discardUpload } from "#lib/files/discard-upload.ts";
import { findFile } from "#lib/files/find-file.ts";
import { checkContent, SNIFF_BYTES } from "#lib/files/formats.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { beginProcess, countUpload } from "#lib/observability/metrics/record.ts";
import { objectStores } from "#lib/storage/index.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/**
 * Stores a file that arrives as one stream: reserves `size` bytes before the first is taken, hashes and sniffs on the
 * way, and starts its processing. Whatever goes wrong, no object, row or reservation is left. Returns the file's id.
 */
export async function receiveFile(
  ctx: Ctx,
  source: AsyncIterable<Buffer>,
  declared: {
    filename: string;
    size: number;
    project_id?: string | undefined;
    temporary: boolean;
    supersedes?: string | undefined;
  },
): Promise<string> {
  requireRole(ctx, "editor");
  const file = await ctx.transaction((tx) => reserveFile(ctx, tx, declared));
  return storeReserved(ctx, file, source, declared.size);
}

/** The same for a file whose `declaredSize` bytes are reserved: takes them in, or leaves nothing. Returns the file's id. */
export async function storeReserved(
  ctx: Ctx,
  file: Awaited<ReturnType<typeof reserveFile>>,
  source: AsyncIterable<Buffer> | Iterable<Buffer>,
  declaredSize: number,
): Promise<string> {
  const ended = beginProcess("upload");
  try {
    const hash = createHash("sha256");
    let size = 0;
    let head = Buffer.alloc(0);
    const checked = async function* () {
      for await (const chunk of source) {
        size += chunk.length;
        if (size > declaredSize) {
          throw new Invalid("size_mismatch", problemText("files.moreBytesArrived"));
        }
        hash.update(chunk);
        if (head.length < SNIFF_BYTES) {
          head = Buffer.concat([head, chunk]).subarray(0, SNIFF_BYTES);
          if (head.length === SNIFF_BYTES) checkContent(head, file.format);
        }
        yield chunk;
      }
      if (size < SNIFF_BYTES) checkContent(head, file.format);
    };
    await objectStores().files.putStream(file.storageKey, checked(), {
      contentType: "application/octet-stream",
      metadata: { tenant: ctx.tenant.id, file: file.id },
    });
    const sha256 = hash.digest("hex");
    await ctx.transaction(async (tx) => acceptFile(ctx, tx, await findFile(tx, file.id), { size, sha256 }));
    countUpload("form", size);
    return file.id;
  } catch (error) {
    await discardUpload(ctx, file, "upload.refused");
    throw error;
  } finally {
    ended();
  }
}
