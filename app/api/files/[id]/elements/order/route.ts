import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ElementOrdinals, OrderElements, orderElements } from "#lib/processing/order-elements.ts";

export const GET = route(
  {
    summary: "The ordinals of a file's elements, filtered and sorted, to look them up page by page",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: OrderElements,
    response: ElementOrdinals,
  },
  ({ ctx, params, query }) => orderElements(ctx, params.id, query),
);
