import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { compareVersions } from "#lib/revisions/compare-versions.ts";
import { ChangesView, readChanges } from "#lib/revisions/read-changes.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary:
      "What a version of a model changed of the one before: counts, cost, carbon, sums by class and storey",
    access: "viewer",
    params,
    response: ChangesView,
  },
  ({ ctx, params: { id } }) => readChanges(ctx, id),
);

export const POST = route(
  {
    summary: "Compare a version of a model with the one before, unless that is done",
    access: "viewer",
    creates: { needsNoKey: "two versions are compared once, as they are" },
    params,
    response: ChangesView,
  },
  ({ ctx, params: { id } }) => compareVersions(ctx, id),
);
