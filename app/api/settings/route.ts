import { route } from "#lib/http/route.ts";
import { changeSettings, readSettings } from "#lib/tenancy/settings.ts";
import { ChangeSettings, SettingsView } from "#lib/tenancy/settings-schema.ts";

export const GET = route(
  {
    summary: "The organisation's settings",
    access: "viewer",
    response: SettingsView,
    versioned: true,
  },
  ({ ctx }) => readSettings(ctx),
);

export const PATCH = route(
  {
    summary: "Change settings of the organisation",
    access: "admin",
    body: ChangeSettings,
    response: SettingsView,
    versioned: true,
  },
  ({ ctx, body, request }) => changeSettings(ctx, body, request.headers.get("if-match")),
);
