import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { DrawingView, readDrawing } from "#lib/processing/read-drawing.ts";

export const GET = route(
  {
    summary: "A drawing's layers and blocks with what they hold and what they are taken for",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    response: DrawingView,
  },
  ({ ctx, params }) => readDrawing(ctx, params.id),
);
