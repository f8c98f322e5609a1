import { streamBody } from "#lib/http/stream-body.ts";
import { attachment } from "#lib/storage/content-disposition.ts";
import type { Exported } from "./views.ts";

/** A document as an answer that is saved under its name; it is sent as it is made. */
export function exportResponse({ filename, contentType, body }: Exported, request: Request): Response {
  return new Response(streamBody(body, request), {
    headers: { "content-type": contentType, "content-disposition": attachment(filename) },
  });
}
