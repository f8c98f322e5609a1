import { z } from "zod";
import { organisationsOf } from "#lib/auth/organisations.ts";
import { route } from "#lib/http/route.ts";
import { person } from "#lib/tenancy/context.ts";

const Me = z.object({
  user_id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.string(),
  organisations: z.array(z.object({ slug: z.string(), name: z.string(), role: z.string(), url: z.string() })),
});

export const GET = route(
  {
    summary: "The signed-in person and their organisations",
    access: "viewer",
    response: Me,
    whileSuspended: true,
  },
  async ({ ctx }) => {
    const principal = person(ctx);
    return {
      user_id: principal.userId,
      email: principal.email,
      name: principal.name,
      role: principal.role,
      organisations: await organisationsOf(principal.userId),
    };
  },
);
