import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ErrorGroup, Fingerprint } from "#lib/observability/traces/views.ts";
import { ErrorGroupDetail, readErrorGroup } from "#lib/operators/error-groups.ts";
import { MarkErrorGroup, markErrorGroup } from "#lib/operators/mark-error-group.ts";

const params = z.object({ fingerprint: Fingerprint });

export const GET = route(
  { summary: "One error with its newest traces", access: "operator", params, response: ErrorGroupDetail },
  ({ params: { fingerprint } }) => readErrorGroup(fingerprint),
);

export const PATCH = route(
  {
    summary: "Mark an error as resolved or ignored, or open it again",
    access: "operator",
    params,
    body: MarkErrorGroup,
    response: ErrorGroup,
  },
  ({ ctx, params: { fingerprint }, body }) => markErrorGroup(fingerprint, body, ctx),
);
