import { z } from "zod";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "This process answers, whatever it stands on; which of several it is, is told by its process id",
    access: "anyone",
    response: z.object({ status: z.literal("live"), process: z.int() }),
  },
  async () => ({ status: "live" as const, process: process.pid }),
);
