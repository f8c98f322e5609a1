import { z } from "zod";
import { releaseDomain } from "#lib/domains/release.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(
  {
    summary: "Give a domain up",
    access: "admin",
    params: z.object({ id: z.uuid() }),
  },
  ({ ctx, params }) => releaseDomain(ctx, params.id),
);
