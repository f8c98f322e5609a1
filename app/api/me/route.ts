import { z } from "zod";
import { ChangeProfile, changeProfile, Profile } from "#lib/auth/change-profile.ts";
import { EraseAccount, eraseAccount } from "#lib/auth/erase-account.ts";
import { organisationsOf } from "#lib/auth/organisations.ts";
import { route } from "#lib/http/route.ts";
import { person } from "#lib/tenancy/context.ts";

const Me = z.object({
  user_id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.string(),
  locale: Profile.shape.locale,
  organisations: z.array(z.object({ slug: z.string(), name: z.string(), role: z.string(), url: z.string() })),
});

export const GET = route(
  {
    summary: "The signed-in person and their organisations",
    access: "viewer",
    personal: true,
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
      locale: principal.locale ?? null,
      organisations: await organisationsOf(principal.userId),
    };
  },
);

export const PATCH = route(
  {
    summary: "Change the signed-in person's name or language",
    access: "viewer",
    personal: true,
    body: ChangeProfile,
    response: Profile,
  },
  ({ ctx, body }) => changeProfile(ctx, body),
);

export const DELETE = route(
  {
    summary: "Delete the signed-in person's account for good, at all organisations",
    access: "viewer",
    personal: true,
    body: EraseAccount,
    fresh: true,
    whileLeaving: true,
  },
  ({ ctx, body }) => eraseAccount(ctx, body),
);
