import { z } from "zod";
import {
  ConfirmFloorArea,
  confirmFloorArea,
  FloorAreaView,
  resetFloorArea,
} from "#lib/estimates/confirm-floor-area.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ id: z.uuid() });

export const PUT = route(
  {
    summary: "Confirm or correct a file's floor area",
    access: "editor",
    params,
    body: ConfirmFloorArea,
    response: FloorAreaView,
  },
  ({ ctx, params, body }) => confirmFloorArea(ctx, params.id, body),
);

export const DELETE = route(
  {
    summary: "Go back to the floor area that the file states, or that was measured",
    access: "editor",
    params,
    response: FloorAreaView,
  },
  ({ ctx, params }) => resetFloorArea(ctx, params.id),
);
