import { route } from "#lib/http/route.ts";
import { ImportUsage, importUsage, UsageImported } from "#lib/usage/import-events.ts";

export const POST = route(
  {
    summary: "Import usage of an organisation",
    access: "operator",
    body: ImportUsage,
    response: UsageImported,
  },
  ({ body }) => importUsage(body),
);
