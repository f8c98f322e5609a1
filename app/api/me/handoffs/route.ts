import { z } from "zod";
import { handOver } from "#lib/auth/organisations.ts";
import { route } from "#lib/http/route.ts";
import { person } from "#lib/tenancy/context.ts";

export const POST = route(
  {
    summary: "A link that signs the person in at another of their organisations",
    access: "viewer",
    personal: true,
    creates: { needsNoKey: "a link works once and ends in a minute: a repetition has to make a fresh one" },
    whileSuspended: true,
    body: z.object({ slug: z.string() }),
    status: 201,
    response: z.object({ url: z.string() }),
  },
  ({ ctx, body }) => handOver(person(ctx), body.slug),
);
