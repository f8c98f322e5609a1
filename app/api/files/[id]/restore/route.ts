import { z } from "zod";
import { readRestore } from "#lib/archival/read-restore.ts";
import { RestoreAsk } from "#lib/archival/request-restores.ts";
import { restoreFile } from "#lib/archival/restore-file.ts";
import { RestoreInitiated, RestoreTerms } from "#lib/archival/restore-views.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "What restoring an archived file takes and costs, and how far its restore is",
    access: "viewer",
    params,
    response: RestoreTerms,
  },
  ({ ctx, params }) => readRestore(ctx, params.id),
);

export const POST = route(
  {
    summary: "Restore an archived file for some days, or for good",
    access: "editor",
    whileLeaving: true,
    creates: "by key",
    params,
    body: RestoreAsk,
    bodyMayBeEmpty: true,
    status: 202,
    response: RestoreInitiated,
  },
  ({ ctx, params, body }) => restoreFile(ctx, params.id, body),
);
