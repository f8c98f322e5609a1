import { getAsyncCtx } from "inngest/experimental";
import { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { writeOutbox } from "#lib/jobs/outbox.ts";
import { tenantOf, uuidOf } from "./ids.ts";

/**
 * Stands where the SDK would reach Inngest over the network: events that a step sends go into the outbox. Sent from a
 * step that runs again after a crash, they carry the same ids and are written once.
 */
export async function acceptSentEvents(input: Request | URL | string, init?: RequestInit): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input);
  if (!url.pathname.startsWith("/e/")) {
    throw new Error(
      `The embedded jobs engine does not offer ${url.pathname}: configure Inngest (INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY) to use it.`,
    );
  }
  const sent = Sent.parse(JSON.parse(String(init?.body)));
  const seed = await stepSeed();
  const ids = await withSystem((tx) =>
    Promise.all(
      sent.map((event, index) =>
        writeOutbox(tx, {
          id: event.id ? uuidOf(`event:${event.id}`) : seed && uuidOf(`${seed}:${index}`),
          tenantId: tenantOf(event.data),
          name: event.name,
          data: event.data,
        }),
      ),
    ),
  );
  return Response.json({ ids, status: 200 });
}

const Sent = z.array(
  z.object({
    id: z.string().nullish(),
    name: z.string().min(1),
    data: z.record(z.string(), z.unknown()).default({}),
  }),
);

async function stepSeed(): Promise<string | undefined> {
  const execution = (await getAsyncCtx())?.execution;
  const step = execution?.executingStep?.hashedId;
  return execution && step ? `${execution.ctx.runId}:${step}` : undefined;
}
