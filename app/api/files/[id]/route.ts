import { z } from "zod";
import { ChangeFile, changeFile } from "#lib/files/change-file.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { ListedFile } from "#lib/files/list-files.ts";
import { FileView } from "#lib/files/present-file.ts";
import { readFile } from "#lib/files/read-file.ts";
import { route } from "#lib/http/route.ts";
import { StepView } from "#lib/processing/present-steps.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "A file's state and the steps of its newest run",
    access: "viewer",
    params,
    response: ListedFile.extend({ steps: z.array(StepView) }),
  },
  ({ ctx, params: { id } }) => readFile(ctx, id),
);

export const PATCH = route(
  {
    summary: "Keep a file in hot storage, or put it on legal hold",
    access: "editor",
    params,
    body: ChangeFile,
    response: FileView,
  },
  ({ ctx, params: { id }, body }) => changeFile(ctx, id, body),
);

export const DELETE = route(
  { summary: "Delete a file, or abort its upload", access: "editor", params },
  ({ ctx, params: { id } }) => deleteFile(ctx, id),
);
