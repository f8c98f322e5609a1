import { MailEvent, suppress } from "#lib/email/suppress.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "What the mail provider tells of an address: it bounces for good, or its owner complained",
    access: "mail_provider",
    body: MailEvent,
  },
  ({ body }) => suppress(body),
);
