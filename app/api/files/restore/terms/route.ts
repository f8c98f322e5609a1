import { ReadBulkTerms, readBulkTerms } from "#lib/archival/read-bulk-terms.ts";
import { BulkTerms } from "#lib/archival/restore-views.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "What restoring several archived files takes and costs; nothing is done",
    access: "editor",
    whileLeaving: true,
    creates: { needsNoKey: "it makes nothing" },
    body: ReadBulkTerms,
    response: BulkTerms,
  },
  ({ ctx, body }) => readBulkTerms(ctx, body),
);
