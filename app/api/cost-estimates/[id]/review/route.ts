import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ChangeReview, changeReview } from "#lib/review/change-review.ts";
import { readReview } from "#lib/review/read-review.ts";
import { ReviewView } from "#lib/review/views.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "Where an estimate's review stands, and how it came there",
    access: "viewer",
    params,
    response: ReviewView,
  },
  ({ ctx, params }) => readReview(ctx, params.id),
);

export const PATCH = route(
  {
    summary: "Ask for an estimate's review, approve it (admins), or take it back to draft",
    access: "editor",
    params,
    body: ChangeReview,
    response: ReviewView,
  },
  ({ ctx, params, body }) => changeReview(ctx, params.id, body),
);
