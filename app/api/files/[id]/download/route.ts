import { z } from "zod";
import { downloadLink } from "#lib/files/download-file.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "A file's bytes, by a redirect to a link that holds for five minutes",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    status: 302,
  },
  async ({ ctx, params }) =>
    new Response(null, { status: 302, headers: { location: await downloadLink(ctx, params.id) } }),
);
