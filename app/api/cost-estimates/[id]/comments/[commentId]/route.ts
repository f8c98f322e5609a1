import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { deleteComment } from "#lib/review/delete-comment.ts";
import { EditComment, editComment } from "#lib/review/edit-comment.ts";
import { CommentView } from "#lib/review/views.ts";

const params = z.object({ id: z.uuid(), commentId: z.uuid() });

export const PATCH = route(
  {
    summary: "Write one's own comment anew",
    access: "viewer",
    params,
    body: EditComment,
    response: CommentView,
  },
  ({ ctx, params, body }) => editComment(ctx, params, body),
);

export const DELETE = route(
  { summary: "Delete one's own comment; admins delete anybody's", access: "viewer", params },
  ({ ctx, params }) => deleteComment(ctx, params),
);
