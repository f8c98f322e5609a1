import {
  ChangeSignInSettings,
  changeSignInSettings,
  readSignInSettings,
  SignInSettings,
} from "#lib/auth/sign-in-settings.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { summary: "How members sign in", access: "admin", response: SignInSettings },
  ({ ctx }) => readSignInSettings(ctx),
);

export const PATCH = route(
  {
    summary: "Require a second factor of every member, or no more",
    access: "admin",
    fresh: true,
    body: ChangeSignInSettings,
    response: SignInSettings,
  },
  ({ ctx, body }) => changeSignInSettings(ctx, body),
);
