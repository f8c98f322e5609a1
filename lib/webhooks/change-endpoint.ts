import { sql } from "drizzle-orm";
import { z } from "zod";
import { webhookEndpoints } from "#db/schema/webhooks.ts";
import { audit } from "#lib/audit/record.ts";
import { requireMatch } from "#lib/http/if-match.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import {
  Description,
  type EndpointView,
  EventSelectors,
  endpointNotFound,
  isEndpoint,
  lockEndpoint,
  presentEndpoint,
} from "./endpoint-row.ts";
import { EndpointUrl } from "./endpoint-url.ts";

export const ChangeEndpoint = z.strictObject({
  url: EndpointUrl.optional(),
  description: Description.optional(),
  events: EventSelectors.optional(),
});

/**
 * Changes what is given; messages that wait go to the new address as well. Throws `NotFound`, and 412
 * `webhook_endpoint_changed` where `ifMatch` names another revision than the present one.
 */
export async function changeEndpoint(
  ctx: Ctx,
  id: string,
  input: z.output<typeof ChangeEndpoint>,
  ifMatch: string | null = null,
): Promise<z.input<typeof EndpointView>> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const before = await lockEndpoint(tx, ctx.tenant.id, id);
    requireMatch(ifMatch, before.revision, {
      code: "webhook_endpoint_changed",
      sentence: problemText("webhooks.somebodyChangedEndpoint"),
    });
    const [row] = await tx
      .update(webhookEndpoints)
      .set({ ...input, revision: sql`${webhookEndpoints.revision} + 1` })
      .where(isEndpoint(ctx.tenant.id, id))
      .returning();
    if (!row) throw endpointNotFound();
    const shown = ({ url, description, events }: typeof row) => ({ url, description, events });
    await audit(
      ctx,
      tx,
      "webhook_endpoint.changed",
      { type: "webhook_endpoint", id },
      {},
      { before: shown(before), after: shown(row) },
    );
    return presentEndpoint(row);
  });
}

/** Deletes an endpoint with its log; what waits for it is not sent. Throws `NotFound`. */
export async function deleteEndpoint(ctx: Ctx, id: string): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.transaction(async (tx) => {
    const { url, description, events } = await lockEndpoint(tx, ctx.tenant.id, id);
    await tx.delete(webhookEndpoints).where(isEndpoint(ctx.tenant.id, id));
    await audit(
      ctx,
      tx,
      "webhook_endpoint.deleted",
      { type: "webhook_endpoint", id },
      {},
      { before: { url, description, events } },
    );
  });
}
