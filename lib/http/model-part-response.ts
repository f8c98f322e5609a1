import type { ModelPartBody } from "#lib/models/read-model-part.ts";
import { streamBody } from "./stream-body.ts";

/** A part of a model as an answer. Under an address that names its version it never changes; under another it is not kept. */
export function modelPartResponse(
  { etag, bytes, stream }: ModelPartBody,
  isVersioned: boolean,
  request: Pick<Request, "signal">,
): Response {
  const headers = {
    etag,
    "cache-control": isVersioned ? "private, max-age=31536000, immutable" : "no-store",
  };
  if (!stream) return new Response(null, { status: 304, headers });
  return new Response(streamBody(stream, request), {
    headers: { ...headers, "content-type": "model/gltf-binary", "content-length": String(bytes) },
  });
}
