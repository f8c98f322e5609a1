import { Verification, verifyAuditLog } from "#lib/audit/verify-log.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "Whether the audit log is what was written",
    access: "admin",
    response: Verification,
  },
  ({ ctx }) => verifyAuditLog(ctx),
);
