import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { readModel } from "#lib/models/read-model.ts";
import { ModelView } from "#lib/models/views.ts";

export const GET = route(
  {
    summary: "What is drawn of a file in 3D: its bounds, and the parts to fetch, the largest elements first",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    response: ModelView,
  },
  ({ ctx, params }) => readModel(ctx, params.id),
);
