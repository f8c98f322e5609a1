import { ArchivalPreview, PreviewArchival, previewArchival } from "#lib/archival/preview.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "What the rules would archive, and what that saves a month; nothing is done",
    access: "admin",
    creates: { needsNoKey: "it makes nothing" },
    body: PreviewArchival,
    response: ArchivalPreview,
  },
  ({ ctx, body }) => previewArchival(ctx, body),
);
