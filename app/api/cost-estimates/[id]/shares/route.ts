import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { CreateShare, createShare } from "#lib/sharing/create-share.ts";
import { listShares } from "#lib/sharing/list-shares.ts";
import { CreatedShare, Shares } from "#lib/sharing/views.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "Links by which an estimate's result is read without signing in",
    access: "editor",
    params,
    response: Shares,
  },
  ({ ctx, params }) => listShares(ctx, params.id),
);

export const POST = route(
  {
    summary: "Share an estimate's result by a link that expires; its address is answered this once",
    access: "editor",
    params,
    body: CreateShare,
    bodyMayBeEmpty: true,
    response: CreatedShare,
    status: 201,
    creates: { takesNoKey: "its answer holds a secret, which is kept nowhere: revoke a link too many" },
  },
  ({ ctx, params, body }) => createShare(ctx, params.id, body),
);
