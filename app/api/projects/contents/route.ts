import { route } from "#lib/http/route.ts";
import { MoveContents, Moved, moveContents } from "#lib/projects/move-contents.ts";

export const PUT = route(
  {
    summary: "Move files and estimates into a project, or out of any",
    access: "editor",
    body: MoveContents,
    response: Moved,
  },
  ({ ctx, body }) => moveContents(ctx, body),
);
