import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { ENDPOINT_STATUSES, webhookEndpoints } from "#db/schema/webhooks.ts";
import { NotFound } from "#lib/errors.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { SELECTORS } from "./event-types.ts";

export type EndpointRow = typeof webhookEndpoints.$inferSelect;

export const MAX_ENDPOINTS = 20;

export const EventSelectors = z
  .array(
    z.string().refine((text) => SELECTORS.includes(text), {
      error: ({ input }) => problemText("webhooks.eventGetApi", { input: String(input) }),
    }),
  )
  .min(1, issueText("webhooks.chooseLeastEvent"))
  .max(SELECTORS.length)
  .transform((chosen) => [...new Set(chosen)].sort());
export const Description = z.string().trim().max(200, issueText("common.most200Characters"));

export const EndpointView = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  /** Names of events; `<noun>.*` and `*` stand for all. */
  events: z.array(z.string()),
  /** `paused`: by hand, or after three days of failures; what happens meanwhile waits. `disabled`: the receiver said 410 Gone. */
  status: z.enum(ENDPOINT_STATUSES),
  status_reason: z.string().nullable(),
  /** Failed attempts since the last success, and since when. */
  failures: z.number(),
  failing_since: z.string().nullable(),
  last_success_at: z.string().nullable(),
  /** Until when messages are signed with the secret before this one as well. */
  previous_secret_until: z.string().nullable(),
  created_at: z.string(),
  /** Counts changes of address, description and events; also the ETag. */
  revision: z.number(),
});
/** The only answers that show the secret. */
export const EndpointWithSecret = EndpointView.extend({ secret: z.string() });

export function presentEndpoint(row: EndpointRow, now = new Date()): z.input<typeof EndpointView> {
  const until = row.previousSecretUntil;
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: row.events,
    status: row.status,
    status_reason: row.statusReason && retold(row.statusReason),
    failures: row.failures,
    failing_since: row.failingSince?.toISOString() ?? null,
    last_success_at: row.lastSuccessAt?.toISOString() ?? null,
    previous_secret_until: until && until > now ? until.toISOString() : null,
    created_at: row.createdAt.toISOString(),
    revision: row.revision,
  };
}

export const isEndpoint = (tenantId: string, id: string) =>
  and(eq(webhookEndpoints.tenantId, tenantId), eq(webhookEndpoints.id, id));

/** The endpoint, locked until the transaction's end. Throws `NotFound`. */
export async function lockEndpoint(tx: Transaction, tenantId: string, id: string): Promise<EndpointRow> {
  const [row] = await tx.select().from(webhookEndpoints).where(isEndpoint(tenantId, id)).for("no key update");
  if (!row) throw endpointNotFound();
  return row;
}

export function endpointNotFound(): NotFound {
  return new NotFound("webhook_endpoint_not_found", problemText("webhooks.endpointMayDeleted"));
}
