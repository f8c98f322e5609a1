import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { revokeShare } from "#lib/sharing/revoke-share.ts";

export const DELETE = route(
  {
    summary: "Revoke a link: it leads nowhere from now on",
    access: "editor",
    params: z.object({ id: z.uuid(), shareId: z.uuid() }),
  },
  ({ ctx, params }) => revokeShare(ctx, params),
);
