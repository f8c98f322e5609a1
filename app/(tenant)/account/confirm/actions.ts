"use server";
import { ConfirmIdentity, confirmIdentity } from "#lib/auth/confirm-identity.ts";
import { serverAction } from "../../../server-action.ts";

export const confirm = serverAction(
  {
    summary: "Confirm by password or code that it is you",
    access: "viewer",
    personal: true,
    beforeSecondFactor: true,
    input: ConfirmIdentity,
  },
  ({ ctx, input }) => confirmIdentity(ctx, input),
);
