import { ArchivedFiles, ArchiveFiles, archiveFiles, secondsToWait } from "#lib/archival/archive-files.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Archive what is due, of one organisation or all; 202 where it takes longer",
    access: "operator",
    creates: { needsNoKey: "what is in the archive is not archived again" },
    body: ArchiveFiles,
    response: ArchivedFiles,
  },
  async ({ ctx, body, request }) => {
    const seconds = secondsToWait(request.headers.get("prefer"));
    const run = ArchivedFiles.parse(await archiveFiles(body, ctx, seconds));
    return Response.json(run, { status: run.status === "running" ? 202 : 200 });
  },
);
