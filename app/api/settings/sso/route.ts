import { ChangeConnection, changeConnection } from "#lib/auth/sso/change-connection.ts";
import { readConnection, SsoView } from "#lib/auth/sso/connection.ts";
import { removeConnection } from "#lib/auth/sso/remove-connection.ts";
import { SaveConnection, saveConnection } from "#lib/auth/sso/save-connection.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "The organisation's identity provider, and what to register there",
    access: "admin",
    response: SsoView,
  },
  ({ ctx }) => readConnection(ctx),
);

export const PUT = route(
  {
    summary: "Enter the organisation's identity provider (OpenID Connect)",
    access: "admin",
    fresh: true,
    body: SaveConnection,
    response: SsoView,
  },
  ({ ctx, body }) => saveConnection(ctx, body),
);

export const PATCH = route(
  {
    summary: "Turn single sign-on on or off, require it, and say who joins by themselves",
    access: "admin",
    fresh: true,
    body: ChangeConnection,
    response: SsoView,
  },
  ({ ctx, body }) => changeConnection(ctx, body),
);

export const DELETE = route(
  { summary: "Forget the organisation's identity provider", access: "admin", fresh: true },
  ({ ctx }) => removeConnection(ctx),
);
