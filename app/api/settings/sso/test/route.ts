import { ConnectionTest, testConnection } from "#lib/auth/sso/test-connection.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Ask the entered identity provider what it is, and say what is wrong",
    access: "admin",
    response: ConnectionTest,
  },
  ({ ctx }) => testConnection(ctx),
);
