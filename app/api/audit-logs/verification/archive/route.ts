import { ArchiveVerification, VerifyArchive, verifyArchive } from "#lib/archival/logs/verify-archive.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "Whether archived days of the audit log are what was written, a few at a time",
    access: "admin",
    query: VerifyArchive,
    response: ArchiveVerification,
  },
  ({ ctx, query }) => verifyArchive(ctx, query),
);
