import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { Accepted, MapDrawing, mapDrawing } from "#lib/processing/map-drawing.ts";

export const PUT = route(
  {
    summary:
      "Say what a drawing's layers and blocks are, and its unit; remembered, and the file is processed again",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    body: MapDrawing,
    status: 202,
    response: Accepted,
  },
  ({ ctx, params, body }) => mapDrawing(ctx, params.id, body),
);
