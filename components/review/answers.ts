import type { z } from "zod";
import type { Comments, CommentView, ReviewView } from "#lib/review/views.ts";

/** What the routes answer. Types only: nothing of `lib` reaches the browser. */
export type CommentAnswer = z.output<typeof CommentView>;
export type CommentsAnswer = z.output<typeof Comments>;
export type ReviewAnswer = z.output<typeof ReviewView>;
export type ReviewStateName = ReviewAnswer["state"];
