import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { WhatIfView } from "#lib/variants/views.ts";
import { WhatIf, whatIf } from "#lib/variants/what-if.ts";

export const POST = route(
  {
    summary: "What an estimate would come to with other materials, rates, place or waste; nothing is stored",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    body: WhatIf,
    response: WhatIfView,
    creates: { needsNoKey: "nothing is stored" },
  },
  ({ ctx, params, body }) => whatIf(ctx, params.id, body),
);
