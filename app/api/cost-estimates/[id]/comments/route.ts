import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { AddComment, addComment } from "#lib/review/add-comment.ts";
import { ListComments, listComments } from "#lib/review/list-comments.ts";
import { Comments, CommentView } from "#lib/review/views.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "What was said of an estimate and its lines, newest first",
    access: "viewer",
    params,
    query: ListComments,
    response: Comments,
  },
  ({ ctx, params, query }) => listComments(ctx, params.id, query),
);

export const POST = route(
  {
    summary: "Comment on an estimate, or on a line of it; members who are mentioned are told",
    access: "viewer",
    params,
    body: AddComment,
    response: CommentView,
    status: 201,
    creates: "by key",
  },
  ({ ctx, params, body }) => addComment(ctx, params.id, body),
);
