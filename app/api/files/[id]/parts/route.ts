import { z } from "zod";
import { listParts } from "#lib/files/list-parts.ts";
import { route } from "#lib/http/route.ts";

const Parts = z.object({
  file_id: z.string(),
  part_size: z.number(),
  received: z.array(z.object({ number: z.number(), etag: z.string(), size: z.number() })),
  parts: z.array(z.object({ number: z.number(), url: z.string() })),
});

export const GET = route(
  {
    summary: "Resume an upload: parts received, and links for the missing ones",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    response: Parts,
  },
  ({ ctx, params }) => listParts(ctx, params.id),
);
