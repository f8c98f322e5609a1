import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { readRevitPreview } from "#lib/processing/read-revit-info.ts";

const HEADERS = {
  "content-type": "image/png",
  "content-disposition": "inline",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
};

export const GET = route(
  {
    summary: "The preview of a Revit file, as PNG",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    produces: "image/png",
  },
  async ({ ctx, params }) =>
    new Response(new Uint8Array(await readRevitPreview(ctx, params.id)), { headers: HEADERS }),
);
