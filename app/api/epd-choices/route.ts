import { z } from "zod";
import { listChoices } from "#lib/epd/list-choices.ts";
import { EpdChoiceView } from "#lib/epd/views.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "What each catalogue entry is counted by in the active price book: a declaration, or a factor",
    access: "viewer",
    response: z.object({ items: z.array(EpdChoiceView) }),
  },
  async ({ ctx }) => ({ items: await listChoices(ctx) }),
);
