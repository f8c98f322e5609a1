import { z } from "zod";
import { inngest } from "#inngest/client.ts";
import { decided } from "#inngest/decided.ts";
import { mailRequested } from "#inngest/events.ts";
import { sendRequestedMail } from "#lib/email/send-requested.ts";

/** A mail leaves once its cause is committed; a server that is away is tried again for two hours. */
export const sendMail = inngest.createFunction(
  { id: "send-mail", triggers: [mailRequested], retries: 20, concurrency: [{ limit: 4 }] },
  async ({ event, step }) =>
    step.run("send", () => decided(() => sendRequestedMail(z.uuid().parse(event.id), event.data))),
);
