"use server";
import { z } from "zod";
import { requestLink } from "#lib/auth/request-link.ts";
import { Email } from "#lib/auth/sign-up-organisation.ts";
import { serverAction } from "../../server-action.ts";

export const requestReset = serverAction(
  {
    summary: "Mail a link to choose a new password",
    access: "anyone",
    input: z.object({ email: Email }),
    output: z.object({ email: z.string() }),
  },
  async ({ input: { email }, host, ip }) => {
    await requestLink("password_reset", email, { host, ip });
    return { email };
  },
);
