import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { RevitView, readRevitInfo } from "#lib/processing/read-revit-info.ts";

export const GET = route(
  {
    summary: "What a Revit file says of itself: release, part data, and how to export an IFC model from it",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    response: RevitView,
  },
  ({ ctx, params }) => readRevitInfo(ctx, params.id),
);
