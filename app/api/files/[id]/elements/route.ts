import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ElementList, ListElements, listElements } from "#lib/processing/list-elements.ts";

export const GET = route(
  {
    summary: "A file's single elements, page by page, in the model's order or sorted",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: ListElements,
    response: ElementList,
  },
  ({ ctx, params, query }) => listElements(ctx, params.id, query),
);
