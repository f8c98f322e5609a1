import { z } from "zod";
import { ChooseEpd, chooseEpd } from "#lib/epd/choose-epd.ts";
import { ListOptions, listOptions } from "#lib/epd/list-options.ts";
import { EpdOptionView } from "#lib/epd/views.ts";
import { route } from "#lib/http/route.ts";
import { PriceBookView } from "#lib/price-books/list-price-books.ts";

const params = z.object({ catalogueId: z.string().max(100) });

export const GET = route(
  {
    summary:
      "Declarations that might count for a catalogue entry, the likeliest first, each with its conversion",
    access: "viewer",
    params,
    query: ListOptions,
    response: z.object({ items: z.array(EpdOptionView), total: z.number() }),
  },
  ({ ctx, params, query }) => listOptions(ctx, params.catalogueId, query),
);

export const PUT = route(
  {
    summary:
      "Choose the declaration that a catalogue entry is counted by: makes the price book's next version",
    access: "admin",
    params,
    body: ChooseEpd,
    response: PriceBookView,
  },
  ({ ctx, params, body }) => chooseEpd(ctx, params.catalogueId, body),
);
