import { Readable } from "node:stream";
import { z } from "zod";
import { downloadFile } from "#lib/files/download-file.ts";
import { route } from "#lib/http/route.ts";
import { attachment } from "#lib/storage/content-disposition.ts";

export const GET = route(
  {
    summary:
      "A file's bytes (one Range may be asked for); on S3 a redirect to a link that holds for five minutes",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    produces: "application/octet-stream",
  },
  async ({ ctx, params, request }) => {
    const download = await downloadFile(ctx, params.id, request.headers.get("range"));
    if (download.kind === "link")
      return new Response(null, { status: 302, headers: { location: download.url } });
    const { body, filename, partial } = download;
    const { start, end } = body.range;
    return new Response(Readable.toWeb(body.stream) as ReadableStream, {
      status: partial ? 206 : 200,
      headers: {
        "content-type": "application/octet-stream",
        "content-length": String(end - start + 1),
        "content-disposition": attachment(filename),
        "accept-ranges": "bytes",
        ...(partial ? { "content-range": `bytes ${start}-${end}/${body.size}` } : {}),
      },
    });
  },
);
