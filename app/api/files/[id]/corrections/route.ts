import { z } from "zod";
import { listCorrections } from "#lib/corrections/list-corrections.ts";
import { makeCorrections } from "#lib/corrections/make-corrections.ts";
import {
  CorrectionList,
  CorrectionsChanged,
  ListCorrections,
  MakeCorrections,
} from "#lib/corrections/views.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "What people corrected of a file's take-off, with what was found, who said so, and why",
    access: "viewer",
    params,
    query: ListCorrections,
    response: CorrectionList,
  },
  ({ ctx, params: { id }, query }) => listCorrections(ctx, id, query),
);

export const POST = route(
  {
    summary:
      "Correct elements: their quantities, their materials, or that they do not count; they survive a re-run, and the estimate is calculated again",
    access: "editor",
    params,
    body: MakeCorrections,
    response: CorrectionsChanged,
    status: 201,
    creates: "by key",
  },
  ({ ctx, params: { id }, body }) => makeCorrections(ctx, id, body),
);
