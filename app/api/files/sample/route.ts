import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { takeSample } from "#lib/onboarding/take-sample.ts";

export const POST = route(
  {
    summary: "Take the product's own sample model as a file",
    access: "editor",
    creates: { needsNoKey: "the sample is there once: a repetition is answered the file that is there" },
    status: 201,
    response: z.object({ file_id: z.string() }),
  },
  ({ ctx }) => takeSample(ctx),
);
