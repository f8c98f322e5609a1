import { attachment } from "#lib/storage/content-disposition.ts";
import type { Download } from "#lib/storage/serve-object.ts";
import { streamBody } from "./stream-body.ts";

/** A stored object as an answer: its bytes or a part of them, or a redirect to where they are. */
export function downloadResponse(
  download: Download,
  request: Request,
  contentType = "application/octet-stream",
): Response {
  if (download.kind === "link")
    return new Response(null, { status: 302, headers: { location: download.url } });
  const { body, filename, partial } = download;
  const { start, end } = body.range;
  return new Response(streamBody(body.stream, request), {
    status: partial ? 206 : 200,
    headers: {
      "content-type": contentType,
      "content-length": String(end - start + 1),
      "content-disposition": attachment(filename),
      "accept-ranges": "bytes",
      ...(partial ? { "content-range": `bytes ${start}-${end}/${body.size}` } : {}),
    },
  });
}
