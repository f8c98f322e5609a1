import { route } from "#lib/http/route.ts";
import { readHistory, StatusHistory } from "#lib/status/read-history.ts";

export const GET = route(
  {
    summary: "The last 90 days: minutes in which each part of the product worked, and past incidents",
    access: "anyone",
    response: StatusHistory,
  },
  () => readHistory(),
);
