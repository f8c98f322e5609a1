import { z } from "zod";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { summary: "This process runs", access: "anyone", response: z.object({ status: z.literal("live") }) },
  async () => ({ status: "live" as const }),
);
