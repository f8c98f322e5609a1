import { z } from "zod";
import { ConfirmFloorArea, confirmFloorArea, FloorAreaView } from "#lib/estimates/confirm-floor-area.ts";
import { route } from "#lib/http/route.ts";

export const PUT = route(
  {
    summary: "Confirm or correct a file's floor area",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    body: ConfirmFloorArea,
    response: FloorAreaView,
  },
  ({ ctx, params, body }) => confirmFloorArea(ctx, params.id, body),
);
