import { route } from "#lib/http/route.ts";
import { ImportUsage, importUsage, UsageImported } from "#lib/usage/import-events.ts";

export const POST = route(
  {
    summary: "Import usage of an organisation",
    access: "operator",
    creates: { needsNoKey: "each event brings its own idempotency key" },
    body: ImportUsage,
    response: UsageImported,
  },
  ({ ctx, body }) => importUsage(body, ctx),
);
