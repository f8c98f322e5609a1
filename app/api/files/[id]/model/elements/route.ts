import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { readModelElements } from "#lib/models/read-model-elements.ts";
import { ModelElementsView } from "#lib/models/views.ts";

export const GET = route(
  {
    summary:
      "What a file's elements are coloured by, in columns: class, storey, material, cost, carbon, confidence",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    response: ModelElementsView,
  },
  ({ ctx, params }) => readModelElements(ctx, params.id),
);
