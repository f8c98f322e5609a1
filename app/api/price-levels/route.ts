import { route } from "#lib/http/route.ts";
import { listPriceLevels } from "#lib/search/levels/list-price-levels.ts";
import { setPriceLevels } from "#lib/search/levels/set-price-levels.ts";
import { PriceLevelsView, SetPriceLevels } from "#lib/search/levels/views.ts";

export const GET = route(
  {
    summary: "Price index series and exchange rates that past costs are brought to today by",
    access: "viewer",
    response: PriceLevelsView,
    versioned: true,
  },
  ({ ctx }) => listPriceLevels(ctx),
);

export const PUT = route(
  {
    summary: "Replace the price index values and exchange rates of your own",
    access: "admin",
    body: SetPriceLevels,
    response: PriceLevelsView,
    versioned: true,
  },
  ({ ctx, body, request }) => setPriceLevels(ctx, body, request.headers.get("if-match")),
);
