import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { AppError, Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** How long a sender may send nothing, in milliseconds. */
export const IDLE_MS = 120_000;

/** What a form says of its file before the file's first byte; `size` is its bytes, by the form's declared length. */
export interface FormFile {
  filename: string;
  size: number;
  fields: Record<string, string>;
}

/**
 * A form with the field `file`, and before it others, given to `receive` while it arrives. The file's stream ends only when
 * the form has, and breaks where the form does. Refuses as soon as `receive` does, for what follows the file, or a sender
 * that stalls (`idleMs`): what of the body has not been read then is left to the caller (`answerAndClose`).
 */
export async function streamForm<T>(
  request: Request,
  receive: (stream: AsyncIterable<Buffer>, file: FormFile) => Promise<T>,
  idleMs = IDLE_MS,
): Promise<T> {
  const contentType = request.headers.get("content-type") ?? "";
  const total = Number(request.headers.get("content-length"));
  if (!request.body || !total)
    throw new AppError(411, "length_required", problemText("files.sendFormContent"));

  const fields: Record<string, string> = {};
  const boundary = boundaryOf(contentType);
  const counter = fileStartCounter(boundary);
  const refused = Promise.withResolvers<never>();
  let stored: Promise<T> | undefined;
  let current: BusboyFileStream | undefined;
  const whole = Promise.withResolvers<void>();
  // The file's receiver is told by it, where there is one.
  whole.promise.catch(() => {});
  const parser = newParser(contentType);
  parser.on("field", (name, value) => {
    if (stored) whole.reject(misplaced(name));
    else fields[name] = value;
  });
  parser.on("file", (name, stream, filename) => {
    if (stored) whole.reject(misplaced(name));
    if (name !== "file" || stored) {
      stream.resume();
      return;
    }
    const size = Math.max(0, total - counter.fileStart() - closingBytes(boundary));
    stored = receive(untilEnded(stream, whole.promise), { filename: filename ?? "", size, fields });
    current = stream;
    // Whoever reads the stream is told by it; this only keeps the process alive when nobody reads it yet.
    stream.on("error", () => {});
    stored.catch((error) => {
      current = undefined;
      refused.reject(error);
    });
  });
  const body = request.body.getReader();
  const parsed = pipeline(chunksOf(body, idleMs), counter.pass, parser).then(whole.resolve, (error) => {
    const refusal = error instanceof AppError ? error : broken();
    // A sender that went away leaves the file's stream open: it is ended, so that what was received is removed.
    current?.destroy(refusal);
    whole.reject(refusal);
    throw refusal;
  });
  try {
    await Promise.race([parsed, refused.promise]);
    if (!stored) throw new Invalid("file_missing", problemText("files.sendFileForm"));
    return await stored;
  } catch (error) {
    await stored?.catch(() => {});
    throw error;
  } finally {
    parser.destroy();
    body.releaseLock();
  }
}

const broken = () => new Invalid("form_invalid", problemText("common.formEndedEarly"));

const misplaced = (name: string) =>
  new Invalid(
    "form_order",
    problemText("files.fieldCameAfter", { field: JSON.stringify(name.slice(0, 100)) }),
  );

/** Not the stream's own iterator, whose early end would cut the connection before the answer. */
async function* chunksOf(
  body: ReadableStreamDefaultReader<Uint8Array>,
  idleMs: number,
): AsyncGenerator<Uint8Array> {
  const read = () => {
    const { promise: stalled, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const sentence = problemText("files.nothingArrivedSeconds", { seconds: Math.ceil(idleMs / 1000) });
      reject(new AppError(408, "upload_stalled", sentence));
    }, idleMs);
    return Promise.race([body.read(), stalled]).finally(() => clearTimeout(timer));
  };
  for (let next = await read(); !next.done; next = await read()) yield next.value;
}

/** The file's bytes; they end only when the form has, so that a file is not accepted before all of it was understood. */
async function* untilEnded(stream: BusboyFileStream, ended: Promise<void>): AsyncGenerator<Buffer> {
  yield* stream;
  await ended;
}

function newParser(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { "content-type": contentType },
      limits: { fields: 10, fieldSize: 1000, parts: 12 },
    });
  } catch {
    throw new Invalid("form_invalid", problemText("files.formBoundaryContent"));
  }
}

const MAX_PRELUDE = 64 * 1024;

/** Passes a form through and notes at which byte its file begins. */
function fileStartCounter(boundary: string) {
  let prelude = Buffer.alloc(0);
  let start = 0;
  return {
    fileStart: () => start,
    pass: async function* (source: AsyncIterable<Uint8Array>) {
      for await (const chunk of source) {
        if (start === 0 && prelude.length < MAX_PRELUDE) {
          prelude = Buffer.concat([prelude, chunk]);
          start = fileStart(prelude, boundary);
        }
        yield chunk;
      }
    },
  };
}

/** Behind the headers of the first part whose own headers name a file; 0 when they have not all arrived. */
function fileStart(prelude: Buffer, boundary: string): number {
  const delimiter = `--${boundary}\r\n`;
  for (let at = prelude.indexOf(delimiter); at >= 0; ) {
    const head = at + delimiter.length;
    const end = prelude.indexOf("\r\n\r\n", head);
    if (end < 0) return 0;
    if (/^content-disposition:.*;\s*filename\*?=/im.test(prelude.toString("latin1", head, end)))
      return end + 4;
    at = prelude.indexOf(`\r\n${delimiter}`, end);
    if (at >= 0) at += 2;
  }
  return 0;
}

function boundaryOf(contentType: string): string {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType);
  return (boundary?.[1] ?? boundary?.[2] ?? "").trim();
}

/** `\r\n--boundary--\r\n`, which ends the form behind its last part. */
const closingBytes = (boundary: string) => Buffer.byteLength(boundary) + 8;
