import { z } from "zod";
import { answerAndClose } from "#lib/files/answer-and-close.ts";
import { uploadForm } from "#lib/files/upload-form.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Upload a file as a form, field `file`",
    access: "editor",
    creates: {
      takesNoKey:
        "a form is stored while it arrives and cannot be held against a key. Leave the key out, or upload in parts (POST /api/files), which takes one.",
    },
    body: "multipart",
    status: 201,
    response: z.object({ file_id: z.string() }),
  },
  ({ ctx, request, log, traceId }) =>
    uploadForm(ctx, request).catch((error) =>
      answerAndClose(problemResponse(error, log, traceId), request.body),
    ),
);
