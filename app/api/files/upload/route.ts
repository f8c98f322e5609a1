import { z } from "zod";
import { uploadForm } from "#lib/files/upload-form.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Upload a file as a form, field `file`",
    access: "editor",
    body: "multipart",
    status: 201,
    response: z.object({ file_id: z.string() }),
  },
  ({ ctx, request }) => uploadForm(ctx, request),
);
