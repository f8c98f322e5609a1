import { z } from "zod";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { recordPageError } from "./record-page-error.ts";

export const ClientError = z.object({
  /** The error's name, such as "TypeError". */
  type: z.string().trim().min(1).max(100),
  message: z.string().max(1000),
  /** Path of the page. */
  path: z.string().max(500),
});

export const ReportedClientError = z.object({
  /** By which operators find it. */
  trace_id: z.string(),
});

/** A page that stopped in a member's browser becomes a failed span, so that it is kept and grouped as the server's own faults. */
export async function reportClientError(
  ctx: Ctx,
  { type, message, path }: z.output<typeof ClientError>,
): Promise<z.input<typeof ReportedClientError>> {
  requireRole(ctx, "viewer");
  const error = Object.assign(new Error(message), { name: type });
  // What was thrown in a browser was not thrown here.
  delete error.stack;
  await recordPageError(error, "browser", patternOf(path));
  return { trace_id: ctx.traceId };
}

/** "/files/0190…" is "/files/[id]": which page it was, not whose. */
function patternOf(path: string): string {
  const parts = path.split("/").map((part) => (/^[a-z][a-z-]*$/.test(part) || part === "" ? part : "[id]"));
  return parts.join("/");
}
