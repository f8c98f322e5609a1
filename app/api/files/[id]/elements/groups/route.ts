import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ElementGroups, GroupElements, groupElements } from "#lib/processing/group-elements.ts";

export const GET = route(
  {
    summary: "A file's elements summed up by storey, class or material",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: GroupElements,
    response: ElementGroups,
  },
  ({ ctx, params, query }) => groupElements(ctx, params.id, query),
);
