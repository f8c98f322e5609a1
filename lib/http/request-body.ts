import { AppError, Invalid, UnsupportedMediaType } from "#lib/errors.ts";
import type { Declaration } from "#lib/http/route.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** What a request brought: its value as declared, and the bytes it was read from (none where the handler reads them). */
export interface RequestBody {
  value: unknown;
  bytes: Uint8Array<ArrayBuffer>;
}

const NOTHING: RequestBody = { value: undefined, bytes: new Uint8Array() };

export async function parseBody(declaration: Declaration, request: Request): Promise<RequestBody> {
  if (request.method === "GET" || request.method === "HEAD") return NOTHING;
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? null;
  if (declaration.body === "multipart") {
    if (type !== "multipart/form-data") throw new UnsupportedMediaType(problemText("http.sendFormType"));
    return NOTHING;
  }
  if (!declaration.body) {
    if (type !== null && type !== "application/json")
      throw new UnsupportedMediaType(problemText("http.takesBodyJson"));
    return NOTHING;
  }
  const mayBeEmpty = declaration.bodyMayBeEmpty === true && type === null;
  if (type !== "application/json" && !mayBeEmpty) throw notJson();
  const bytes = await readAll(request);
  if (mayBeEmpty) {
    if (bytes.length > 0) throw notJson();
    return { value: declaration.body.parse({}), bytes };
  }
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new Invalid("invalid_json", problemText("http.bodyValidJson"));
  }
  return { value: declaration.body.parse(json), bytes };
}

const notJson = () => new UnsupportedMediaType(problemText("http.sendJsonContent"));

const MAX_BYTES = 5 * 2 ** 20;

/** The body's bytes, up to 5 MiB. */
export async function readAll(request: Request): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > MAX_BYTES) throw new AppError(413, "body_too_large", problemText("http.bodyLargerThan"));
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new Invalid("body_incomplete", problemText("http.bodyEndedEarly"));
  }
  return Buffer.concat(chunks);
}
