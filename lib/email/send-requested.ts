import type { EventData } from "#inngest/events.ts";
import { linkMail } from "#lib/auth/link-mail.ts";
import { sendMail } from "#lib/email/send.ts";
import { invitationMail } from "#lib/members/invitation-mail.ts";

/**
 * Writes and sends the mail that an event asks for, under the event's id: done again, it is the same mail. `dropped` when
 * nobody is to get it: no such account, or an invitation that is not open any more. Throws as `sendMail` does.
 */
export async function sendRequestedMail(
  id: string,
  request: EventData<"mail/requested">,
): Promise<"sent" | "dropped"> {
  const mail = request.kind === "invitation" ? await invitationMail(request) : await linkMail(id, request);
  if (!mail) return "dropped";
  await sendMail(id, mail);
  return "sent";
}
