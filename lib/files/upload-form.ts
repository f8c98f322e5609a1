import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { z } from "zod";
import { AppError, Invalid } from "#lib/errors.ts";
import { receiveFile } from "#lib/files/receive-file.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

const Fields = z.object({
  project_id: z.uuid().optional(),
  temporary: z
    .enum(["true", "false"])
    .default("false")
    .transform((v) => v === "true"),
});

/**
 * The simple form upload: field `file`, and before it optionally `project_id` and `temporary`. Streams to the store and
 * hashes on the way; the file's size is reserved before its first byte is taken. Whatever goes wrong, no object, row or
 * reservation is left. Refuses as soon as it can, by the declared length, quota, type or first bytes: what of the body
 * has not been read then is left to the caller (`answerAndClose`).
 */
export async function uploadForm(ctx: Ctx, request: Request): Promise<{ file_id: string }> {
  requireRole(ctx, "editor");
  const contentType = request.headers.get("content-type") ?? "";
  const total = Number(request.headers.get("content-length"));
  if (!request.body || !total)
    throw new AppError(
      411,
      "length_required",
      "Send the form with a Content-Length, or use the resumable upload (POST /api/files).",
    );

  const fields: Record<string, string> = {};
  const counter = fileStartCounter();
  const refused = Promise.withResolvers<never>();
  let stored: Promise<string> | undefined;
  let current: BusboyFileStream | undefined;
  const parser = newParser(contentType);
  parser.on("field", (name, value) => {
    fields[name] = value;
  });
  parser.on("file", (name, stream, filename) => {
    if (name !== "file" || stored) {
      stream.resume();
      return;
    }
    const size = Math.max(0, total - counter.fileStart() - closingBytes(contentType));
    stored = receive(ctx, stream, { filename: filename ?? "", size, fields });
    current = stream;
    // Whoever reads the stream is told by it; this only keeps the process alive when nobody reads it yet.
    stream.on("error", () => {});
    stored.catch((error) => {
      current = undefined;
      refused.reject(error);
    });
  });
  const body = request.body.getReader();
  const parsed = pipeline(chunksOf(body), counter.pass, parser).catch((error) => {
    // A sender that went away leaves the file's stream open: it is ended, so that what was received is removed.
    current?.destroy(new Invalid("form_invalid", "The upload was broken off. Send the file again."));
    throw error instanceof AppError
      ? error
      : new Invalid(
          "form_invalid",
          "The form ended early or could not be read. Send it again as multipart/form-data with the field `file`.",
        );
  });
  try {
    await Promise.race([parsed, refused.promise]);
    if (!stored) throw new Invalid("file_missing", "Send the file in the form field `file`.");
    return { file_id: await stored };
  } catch (error) {
    await stored?.catch(() => {});
    throw error;
  } finally {
    parser.destroy();
    body.releaseLock();
  }
}

/** Not the stream's own iterator, whose early end would cut the connection before the answer. */
async function* chunksOf(body: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let next = await body.read(); !next.done; next = await body.read()) yield next.value;
}

async function receive(
  ctx: Ctx,
  stream: BusboyFileStream,
  given: { filename: string; size: number; fields: Record<string, string> },
): Promise<string> {
  return receiveFile(ctx, stream, {
    filename: given.filename,
    size: given.size,
    ...Fields.parse(given.fields),
  });
}

function newParser(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { "content-type": contentType },
      limits: { fields: 10, fieldSize: 1000, parts: 12 },
    });
  } catch {
    throw new Invalid(
      "form_invalid",
      "The form has no boundary in its content type. Let your HTTP client build the multipart body.",
    );
  }
}

const MAX_PRELUDE = 64 * 1024;

/** Passes a form through and notes at which byte its file begins: after the empty line behind `filename=`. */
function fileStartCounter() {
  let prelude = Buffer.alloc(0);
  let start = 0;
  return {
    fileStart: () => start,
    pass: async function* (source: AsyncIterable<Uint8Array>) {
      for await (const chunk of source) {
        if (start === 0 && prelude.length < MAX_PRELUDE) {
          prelude = Buffer.concat([prelude, chunk]);
          const named = prelude.indexOf("filename");
          const end = named < 0 ? -1 : prelude.indexOf("\r\n\r\n", named);
          if (end >= 0) start = end + 4;
        }
        yield chunk;
      }
    },
  };
}

/** `\r\n--boundary--\r\n`, which ends the form behind its last part. */
function closingBytes(contentType: string): number {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType);
  return Buffer.byteLength((boundary?.[1] ?? boundary?.[2] ?? "").trim()) + 8;
}
