import { route } from "#lib/http/route.ts";
import { ChangeSettings, changeSettings, readSettings, SettingsView } from "#lib/tenancy/settings.ts";

export const GET = route(
  { summary: "The organisation's settings", access: "viewer", response: SettingsView },
  ({ ctx }) => readSettings(ctx),
);

export const PATCH = route(
  {
    summary: "Change settings of the organisation",
    access: "admin",
    body: ChangeSettings,
    response: SettingsView,
  },
  ({ ctx, body }) => changeSettings(ctx, body),
);
