import { route } from "#lib/http/route.ts";
import {
  ChangeFirstSteps,
  changeFirstSteps,
  FirstSteps,
  readFirstSteps,
} from "#lib/onboarding/first-steps.ts";

export const GET = route(
  {
    summary: "What a new organisation does first, and what of it is done",
    access: "viewer",
    response: FirstSteps,
  },
  ({ ctx }) => readFirstSteps(ctx),
);

export const PATCH = route(
  {
    summary: "Put the list of first steps away, or bring it back",
    access: "viewer",
    body: ChangeFirstSteps,
    response: FirstSteps,
  },
  ({ ctx, body }) => changeFirstSteps(ctx, body),
);
