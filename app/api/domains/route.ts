import { z } from "zod";
import { ClaimDomain, claimDomain } from "#lib/domains/claim.ts";
import { ListDomains, listDomains } from "#lib/domains/list.ts";
import { DomainView } from "#lib/domains/views.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "The domains that the organisation says are its own",
    access: "admin",
    query: ListDomains,
    response: z.object({ items: z.array(DomainView) }),
  },
  ({ ctx, query }) => listDomains(ctx, query),
);

export const POST = route(
  {
    summary: "Claim a domain; the answer names the DNS record that proves it",
    access: "admin",
    creates: "by key",
    body: ClaimDomain,
    status: 201,
    response: DomainView,
  },
  ({ ctx, body }) => claimDomain(ctx, body),
);
