import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { Sha256, verifyDocument } from "#lib/issuing/verify-document.ts";
import { VerificationView } from "#lib/issuing/views.ts";

export const GET = route(
  {
    summary: "Whether a document with exactly this SHA-256 was issued, by whom, and whether it still holds",
    access: "anyone",
    params: z.object({ sha256: Sha256 }),
    response: VerificationView,
  },
  ({ params, ip }) => verifyDocument(params.sha256, ip),
);
