import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { IssueRevision, issueRevision } from "#lib/issuing/issue-revision.ts";
import { listRevisions } from "#lib/issuing/list-revisions.ts";
import { IssuedRevisions, RevisionView } from "#lib/issuing/views.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "The revisions of an estimate that were issued, and what changed from one to the next",
    access: "viewer",
    params,
    response: IssuedRevisions,
  },
  ({ ctx, params }) => listRevisions(ctx, params.id),
);

export const POST = route(
  {
    summary: "Issue an approved estimate as its next revision: its PDF and workbook are frozen",
    access: "admin",
    params,
    body: IssueRevision,
    response: RevisionView,
    status: 201,
    creates: { needsNoKey: "an approval is issued once; a second request is answered 409 already_issued" },
  },
  ({ ctx, params, body }) => issueRevision(ctx, params.id, body),
);
