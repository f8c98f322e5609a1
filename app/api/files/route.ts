import { z } from "zod";
import { CreateUpload, createUpload } from "#lib/files/create-upload.ts";
import { ListedFile, ListFiles, listFiles } from "#lib/files/list-files.ts";
import { route } from "#lib/http/route.ts";

const FileList = z.object({ items: z.array(ListedFile), total: z.number(), next: z.string().nullable() });
const Upload = z.object({
  file_id: z.string(),
  part_size: z.number(),
  parts: z.array(z.object({ number: z.number(), url: z.string() })),
});

export const GET = route(
  { summary: "List files, newest first", access: "viewer", query: ListFiles, response: FileList },
  ({ ctx, query }) => listFiles(ctx, query),
);

export const POST = route(
  {
    summary: "Start a resumable upload",
    access: "editor",
    creates: "by key",
    body: CreateUpload,
    status: 201,
    response: Upload,
  },
  ({ ctx, body }) => createUpload(ctx, body),
);
