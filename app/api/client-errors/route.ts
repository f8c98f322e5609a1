import { route } from "#lib/http/route.ts";
import {
  ClientError,
  ReportedClientError,
  reportClientError,
} from "#lib/observability/browser/report-client-error.ts";

export const POST = route(
  {
    summary: "Tell that a page stopped in the browser, to be found by its trace id",
    access: "viewer",
    body: ClientError,
    response: ReportedClientError,
    whileSuspended: true,
    whileLeaving: true,
    forSupport: true,
  },
  ({ ctx, body }) => reportClientError(ctx, body),
);
