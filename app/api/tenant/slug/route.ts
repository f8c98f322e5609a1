import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ChangeSlug, changeSlug } from "#lib/tenancy/change-slug.ts";

export const PUT = route(
  {
    summary: "Give the organisation another address; the old one leads on to it for 90 days",
    access: "admin",
    body: ChangeSlug,
    response: z.object({ slug: z.string(), url: z.string() }),
  },
  ({ ctx, body }) => changeSlug(ctx, body),
);
