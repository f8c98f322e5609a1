import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { listVersions, VersionList } from "#lib/revisions/list-versions.ts";
import { MarkVersion, markVersion } from "#lib/revisions/mark-version.ts";
import { unmarkVersion } from "#lib/revisions/unmark-version.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "The versions of the model that a file is one of, the newest first",
    access: "viewer",
    params,
    response: VersionList,
  },
  ({ ctx, params: { id } }) => listVersions(ctx, id),
);

export const PUT = route(
  {
    summary: "Make a file a new version of another one of its project",
    access: "editor",
    params,
    body: MarkVersion,
    response: VersionList,
  },
  ({ ctx, params: { id }, body }) => markVersion(ctx, id, body),
);

export const DELETE = route(
  { summary: "Take a file out of the versions of its model", access: "editor", params },
  ({ ctx, params: { id } }) => unmarkVersion(ctx, id),
);
