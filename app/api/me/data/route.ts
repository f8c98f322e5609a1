import { Readable } from "node:stream";
import { personalArchive } from "#lib/exports/personal-archive.ts";
import { route } from "#lib/http/route.ts";
import { attachment } from "#lib/storage/content-disposition.ts";

export const GET = route(
  {
    summary: "What the platform has about the signed-in person: JSON files in a ZIP",
    access: "viewer",
    personal: true,
    produces: "application/zip",
  },
  async ({ ctx }) => {
    const { filename, archive } = await personalArchive(ctx);
    return new Response(Readable.toWeb(archive.output) as ReadableStream, {
      headers: { "content-type": "application/zip", "content-disposition": attachment(filename) },
    });
  },
);
