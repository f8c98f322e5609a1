import { RestoredFiles, RestoreFiles, restoreFiles } from "#lib/archival/restore-files.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Restore many archived files at once",
    access: "editor",
    whileLeaving: true,
    creates: "by key",
    body: RestoreFiles,
    status: 202,
    response: RestoredFiles,
  },
  ({ ctx, body }) => restoreFiles(ctx, body),
);
