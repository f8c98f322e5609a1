import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { attachment } from "../content-disposition.ts";
import {
  AccessDenied,
  type BucketName,
  type ByteRange,
  InvalidRequest,
  type ObjectBody,
  PartTooLarge,
  RangeNotSatisfiable,
  StorageError,
} from "../store.ts";
import type { ExpectedChecksums } from "./checksums.ts";
import { DiskObjectStore, type DiskStoreOptions } from "./disk-store.ts";
import { createPrefixHasher } from "./prefix-hasher.ts";
import { type Grant, SignatureDoesNotMatch, verifyPath } from "./signature.ts";

/**
 * Serves presigned URLs of the disk store as S3 would: PUT takes a part (answer: `ETag`), GET gives an object, with
 * ranges, always as a download. The signed URL is the only authority: no cookie, no Host. Errors are S3's XML with its
 * codes. Resolves to false when the path is not under the public path; rejects on faults of its own disk.
 */
export function createDiskStoreHandler(
  options: DiskStoreOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const stores: Record<BucketName, DiskObjectStore> = {
    files: new DiskObjectStore("files", options),
    archive: new DiskObjectStore("archive", options),
  };
  const partArrived = createPrefixHasher();
  const now = options.now ?? (() => new Date());
  return async (request, response) => {
    const target = request.url ?? "";
    if (!target.startsWith(options.publicPath)) return false;
    for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value);
    try {
      if (request.method !== "GET" && request.method !== "PUT")
        throw new MethodNotAllowed("Presigned links take GET and PUT.");
      const grant = verifyPath(
        request.method,
        target.slice(options.publicPath.length),
        options.secret,
        now(),
      );
      const store = stores[grant.bucket];
      if (grant.method === "PUT") partArrived(await takePart(store, grant, request, response));
      else await sendObject(store, grant, request, response);
    } catch (error) {
      await answerError(error, request, response);
    }
    return true;
  };
}

/** Files come from users: never rendered or run, wherever the link is opened, and the link itself is not passed on. */
const SAFE_HEADERS = {
  "Cache-Control": "private, no-store",
  "Content-Security-Policy": "default-src 'none'; sandbox",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** Returns the directory that the part went to. */
async function takePart(
  store: DiskObjectStore,
  grant: Grant,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<string> {
  const { key, uploadId, partNumber, size } = grant;
  if (uploadId === undefined || partNumber === undefined) throw new SignatureDoesNotMatch();
  const length = request.headers["content-length"];
  if (length === undefined) throw new MissingContentLength("Send the part with a Content-Length.");
  if (size !== undefined && Number(length) !== size)
    throw new SignatureDoesNotMatch(
      `The link was signed for a part of ${size} bytes, and this one has ${length}.`,
    );
  // A failure in mid-body must not cut the connection, or the client never sees the answer.
  const body: AsyncIterable<Uint8Array> = request.iterator({ destroyOnReturn: false });
  const part = await store.putPart(key, uploadId, partNumber, body, {
    size: Number(length),
    ...expectedChecksums(grant, request),
  });
  response.writeHead(200, { ETag: `"${part.etag}"`, "Content-Length": 0 }).end();
  return store.uploadDirectory(uploadId);
}

/** As S3: headers `x-amz-*` count only when the link was signed for them. */
function expectedChecksums({ checksum }: Grant, request: IncomingMessage): ExpectedChecksums {
  const expected: ExpectedChecksums = {};
  const bound = checksum && `x-amz-checksum-${checksum.algorithm}`;
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value !== "string") continue;
    if (name === "content-md5") expected.md5 = Buffer.from(value, "base64").toString("hex");
    else if (name === "x-amz-content-sha256" && /^[0-9a-f]{64}$/i.test(value)) expected.sha256 = value;
    else if (name.startsWith("x-amz-") && name !== "x-amz-content-sha256" && name !== bound)
      throw new AccessDenied(`There were headers present in the request which were not signed: ${name}.`);
  }
  if (!checksum || !bound) return expected;
  if (request.headers[bound] !== checksum.value)
    throw new SignatureDoesNotMatch(`The link was signed for the header ${bound}: ${checksum.value}.`);
  if (checksum.algorithm === "sha256") {
    const sha256 = Buffer.from(checksum.value, "base64").toString("hex");
    if (expected.sha256 !== undefined && expected.sha256.toLowerCase() !== sha256)
      throw new InvalidRequest("Two different SHA-256 values were stated.");
    return { ...expected, sha256 };
  }
  return { ...expected, [checksum.algorithm]: checksum.value };
}

async function sendObject(
  store: DiskObjectStore,
  { key, filename }: Grant,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (filename === undefined) throw new SignatureDoesNotMatch();
  const head = await store.head(key);
  const range = requestedRange(request, head.size, head.etag);
  const body = await store.getStream(key, range && { range }).catch((error) => {
    if (error instanceof RangeNotSatisfiable) response.setHeader("Content-Range", `bytes */${head.size}`);
    throw error;
  });
  response.writeHead(range ? 206 : 200, downloadHeaders(body, filename, range !== undefined));
  await pipeline(body.stream, response);
}

function downloadHeaders(body: ObjectBody, filename: string, partial: boolean) {
  const { start, end } = body.range;
  return {
    "Accept-Ranges": "bytes",
    "Content-Disposition": attachment(filename),
    "Content-Length": end - start + 1,
    "Content-Type": body.contentType,
    ETag: `"${body.etag}"`,
    "Last-Modified": body.lastModified.toUTCString(),
    ...(partial && { "Content-Range": `bytes ${start}-${end}/${body.size}` }),
  };
}

/** One range; several, or one of an object that has changed since (`If-Range`), are answered with the whole, as HTTP allows. */
function requestedRange(request: IncomingMessage, size: number, etag: string): ByteRange | undefined {
  const { range, "if-range": ifRange } = request.headers;
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if ((first === "" && last === "") || (ifRange !== undefined && ifRange !== `"${etag}"`)) return undefined;
  if (first === "") return { start: Number(last) === 0 ? size : Math.max(size - Number(last), 0) };
  return last === "" ? { start: Number(first) } : { start: Number(first), end: Number(last) };
}

class MissingContentLength extends StorageError {
  readonly code = "missing_content_length";
  readonly s3Code = "MissingContentLength";
  readonly status = 411;
}
class MethodNotAllowed extends StorageError {
  readonly code = "method_not_allowed";
  readonly s3Code = "MethodNotAllowed";
  readonly status = 405;
}

async function answerError(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // The client went away in mid-transfer: nobody is left to answer, and nothing is wrong here.
  if (request.destroyed && !request.complete) return;
  if (response.headersSent) {
    response.destroy();
    if (response.closed || response.errored) return;
    throw error;
  }
  if (!(error instanceof StorageError)) throw error;
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${error.s3Code}</Code><Message>${escapeXml(error.message)}</Message></Error>`;
  // A body too large to be worth reading to its end is cut off; shorter ones are read, so that the client sees the answer.
  if (error instanceof PartTooLarge) response.setHeader("Connection", "close");
  response
    .writeHead(error.status, { "Content-Type": "application/xml", "Content-Length": Buffer.byteLength(body) })
    .end(body);
}

function escapeXml(text: string): string {
  return text.replace(/[<>&]/g, (c) => `&#${c.charCodeAt(0)};`);
}
