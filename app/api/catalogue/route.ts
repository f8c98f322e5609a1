import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { CatalogueItem, ListCatalogue, listCatalogue } from "#lib/price-books/list-catalogue.ts";

export const GET = route(
  {
    summary: "Catalogue entries that materials are assigned to",
    access: "viewer",
    query: ListCatalogue,
    response: z.object({ items: z.array(CatalogueItem), total: z.number() }),
  },
  ({ ctx, query }) => listCatalogue(ctx, query),
);
