import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { processFile } from "#lib/processing/start-run.ts";

const Accepted = z.object({ file_id: z.string(), run_id: z.string(), status: z.literal("accepted") });

export const POST = route(
  {
    summary: "Run the pipeline over a file again",
    access: "editor",
    creates: "by key",
    params: z.object({ id: z.uuid() }),
    status: 202,
    response: Accepted,
  },
  ({ ctx, params }) => processFile(ctx, params.id),
);
