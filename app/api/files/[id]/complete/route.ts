import { z } from "zod";
import { CompleteUpload, completeUpload } from "#lib/files/complete-upload.ts";
import { FileView, presentFile } from "#lib/files/present-file.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Complete a resumable upload",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    body: CompleteUpload,
    response: FileView,
  },
  async ({ ctx, params, body }) => presentFile(await completeUpload(ctx, params.id, body)),
);
