import { route } from "#lib/http/route.ts";
import { readStatus, StatusView } from "#lib/status/read-status.ts";

export const GET = route(
  {
    summary: "How the product does: what works, open incidents and planned maintenance",
    access: "anyone",
    response: StatusView,
  },
  () => readStatus(),
);
