import { route } from "#lib/http/route.ts";
import { WorkItemNumber } from "#lib/price-books/work-items/find-library.ts";
import { readItem } from "#lib/price-books/work-items/read-item.ts";
import { WorkItemDetail } from "#lib/price-books/work-items/views.ts";

export const GET = route(
  {
    summary: "A work item with its resources, and the catalogue entries that it could price",
    access: "viewer",
    params: WorkItemNumber,
    response: WorkItemDetail,
  },
  ({ ctx, params }) => readItem(ctx, params.id, params.number),
);
