import { withSystem } from "#db/tenant.ts";
import type { EventData } from "#inngest/events.ts";
import { emailChangeMail } from "#lib/auth/email-change-mail.ts";
import { linkMail } from "#lib/auth/link-mail.ts";
import { securityMail } from "#lib/auth/security-mail.ts";
import type { Mail } from "#lib/email/mail.ts";
import { sendMail } from "#lib/email/send.ts";
import { forgetBounce } from "#lib/email/suppress.ts";
import { invitationMail } from "#lib/members/invitation-mail.ts";
import { countMail } from "#lib/observability/metrics/record.ts";

/**
 * Writes and sends the mail that an event asks for, under the event's id: done again, it is the same mail. `dropped` when
 * nobody is to get it: no such account, an invitation that is not open any more, or a later mail of the same. An
 * invitation that an admin sends again is tried at an address that bounced. Answers and throws as `sendMail` does.
 */
export async function sendRequestedMail(
  id: string,
  request: EventData<"mail/requested">,
): Promise<"sent" | "suppressed" | "dropped"> {
  const mail = await requested(id, request);
  if (!mail) {
    countMail("dropped");
    return "dropped";
  }
  if (request.kind === "invitation" && (request.send ?? 1) > 1)
    await withSystem((tx) => forgetBounce(tx, mail.to));
  return sendMail(id, mail);
}

function requested(id: string, request: EventData<"mail/requested">): Promise<Mail | null> {
  switch (request.kind) {
    case "invitation":
      return invitationMail(request);
    case "email_change":
      return emailChangeMail(request);
    case "security":
      return securityMail(request);
    default:
      return linkMail(id, request);
  }
}
