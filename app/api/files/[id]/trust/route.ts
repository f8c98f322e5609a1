import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { readTrust, TrustView } from "#lib/trust/read-trust.ts";

export const GET = route(
  {
    summary:
      "How far a file's take-off can be trusted: what is missing, doubled, empty or out of proportion in its model",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    response: TrustView,
  },
  ({ ctx, params }) => readTrust(ctx, params.id),
);
