import { Readable } from "node:stream";
import { attachment } from "#lib/storage/content-disposition.ts";
import type { Exported } from "./views.ts";

/** A document as an answer that is saved under its name; it is sent as it is made. */
export function exportResponse({ filename, contentType, body }: Exported): Response {
  return new Response(Readable.toWeb(body) as ReadableStream, {
    headers: { "content-type": contentType, "content-disposition": attachment(filename) },
  });
}
