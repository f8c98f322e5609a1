import { personalArchive } from "#lib/exports/personal-archive.ts";
import { route } from "#lib/http/route.ts";
import { streamBody } from "#lib/http/stream-body.ts";
import { attachment } from "#lib/storage/content-disposition.ts";

export const GET = route(
  {
    summary: "What the platform has about the signed-in person: JSON files in a ZIP",
    access: "viewer",
    personal: true,
    produces: "application/zip",
  },
  async ({ ctx, request }) => {
    const { filename, archive } = await personalArchive(ctx);
    return new Response(streamBody(archive.output, request), {
      headers: { "content-type": "application/zip", "content-disposition": attachment(filename) },
    });
  },
);
