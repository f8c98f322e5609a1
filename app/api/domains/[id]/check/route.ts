import { z } from "zod";
import { checkDomain } from "#lib/domains/check.ts";
import { DomainView } from "#lib/domains/views.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Look now whether a domain's DNS record is there",
    access: "admin",
    params: z.object({ id: z.uuid() }),
    response: DomainView,
  },
  ({ ctx, params }) => checkDomain(ctx, params.id),
);
