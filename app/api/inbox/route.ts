import { z } from "zod";
import { caughtMail } from "#lib/email/inbox.ts";
import { route } from "#lib/http/route.ts";

const Caught = z.object({
  id: z.string(),
  recipient: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  created_at: z.string(),
});

export const GET = route(
  {
    summary: "Mail that was caught, where no SMTP server is configured",
    access: "anyone",
    response: z.object({ items: z.array(Caught) }),
  },
  async ({ request, ip }) => ({ items: await caughtMail({ host: request.headers.get("host"), ip }) }),
);
