import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { downloadSnapshot } from "#lib/issuing/download-snapshot.ts";
import { exportResponse } from "#lib/reports/export-response.ts";

export const GET = route(
  {
    summary:
      "What was approved, as canonical JSON (RFC 8785): its SHA-256 is printed in what was issued of it",
    access: "viewer",
    params: z.object({ id: z.uuid(), snapshotId: z.uuid() }),
    produces: "application/json",
  },
  async ({ ctx, params, request }) => exportResponse(await downloadSnapshot(ctx, params), request),
);
