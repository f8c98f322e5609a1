import { z } from "zod";
import { CarbonByModule, ReadCarbon, readCarbon } from "#lib/epd/read-carbon.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "An estimate's carbon by module of EN 15978, per m² and year of the reference study period",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: ReadCarbon,
    response: CarbonByModule,
  },
  ({ ctx, params, query }) => readCarbon(ctx, params.id, query),
);
