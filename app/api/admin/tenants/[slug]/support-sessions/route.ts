import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { StartSupport, SupportStarted, startSupport } from "#lib/support/start-session.ts";

export const POST = route(
  {
    summary: "Enter an organisation that allows it, to look",
    access: "operator",
    creates: { needsNoKey: "a link works once and ends in a minute: a repetition has to make a fresh one" },
    params: z.object({ slug: z.string() }),
    body: StartSupport,
    status: 201,
    response: SupportStarted,
  },
  ({ ctx, params, body }) => startSupport(ctx, params.slug, body),
);
