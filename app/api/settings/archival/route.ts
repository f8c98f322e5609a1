import {
  ArchivalSettings,
  readArchivalSettings,
  SetArchivalRules,
  setArchivalRules,
} from "#lib/archival/settings.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "The organisation's rules of archival",
    access: "viewer",
    response: ArchivalSettings,
    versioned: true,
  },
  ({ ctx }) => readArchivalSettings(ctx),
);

export const PUT = route(
  {
    summary: "Set the rules of archival; what is left out is as by default",
    access: "admin",
    body: SetArchivalRules,
    response: ArchivalSettings,
    versioned: true,
  },
  ({ ctx, body, request }) => setArchivalRules(ctx, body, request.headers.get("if-match")),
);
