import { Readable } from "node:stream";
import type { ModelPartBody } from "#lib/models/read-model-part.ts";

/** A part of a model as an answer. Under an address that names its version it never changes; under another it is not kept. */
export function modelPartResponse({ etag, bytes, stream }: ModelPartBody, isVersioned: boolean): Response {
  const headers = {
    etag,
    "cache-control": isVersioned ? "private, max-age=31536000, immutable" : "no-store",
  };
  if (!stream) return new Response(null, { status: 304, headers });
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: { ...headers, "content-type": "model/gltf-binary", "content-length": String(bytes) },
  });
}
