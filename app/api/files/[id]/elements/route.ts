import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ElementView, ListElements, listElements } from "#lib/processing/list-elements.ts";

const ElementList = z.object({ items: z.array(ElementView), total: z.number(), next: z.string().nullable() });

export const GET = route(
  {
    summary: "A file's single elements, page by page, in the model's order",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: ListElements,
    response: ElementList,
  },
  ({ ctx, params, query }) => listElements(ctx, params.id, query),
);
