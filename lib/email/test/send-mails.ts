import { and, eq, sql } from "drizzle-orm";
import { outbox } from "#db/schema/jobs.ts";
import { withSystem } from "#db/tenant.ts";
import { mailRequested } from "#inngest/events.ts";
import { sendRequestedMail } from "../send-requested.ts";

/** Does what the job does with every mail asked for with this address (or invitation id), and returns the events. */
export async function sendMailsTo(subject: string): Promise<{ id: string; data: Record<string, unknown> }[]> {
  const events = await withSystem((tx) =>
    tx
      .select({ id: outbox.id, data: outbox.data })
      .from(outbox)
      .where(
        and(
          eq(outbox.name, "mail/requested"),
          sql`${subject} in (data ->> 'email', data ->> 'invitation_id')`,
        ),
      ),
  );
  for (const { id, data } of events) await sendRequestedMail(id, mailRequested.schema.parse(data));
  return events;
}
