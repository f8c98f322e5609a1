import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { webhookDeliveries, webhookEndpoints } from "#db/schema/webhooks.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { ringCourier } from "./channel.ts";
import {
  type EndpointView,
  endpointNotFound,
  isEndpoint,
  lockEndpoint,
  presentEndpoint,
} from "./endpoint-row.ts";

/** Stops sending; what happens meanwhile waits until the endpoint is resumed. Again changes nothing. */
export async function pauseEndpoint(ctx: Ctx, id: string): Promise<z.input<typeof EndpointView>> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const before = await lockEndpoint(tx, ctx.tenant.id, id);
    if (before.status === "disabled")
      throw new Conflict("webhook_endpoint_disabled", problemText("webhooks.endpointDisabledGets"));
    if (before.status === "paused") return presentEndpoint(before);
    const [row] = await tx
      .update(webhookEndpoints)
      .set({ status: "paused", statusReason: keptText("admin_paused") })
      .where(isEndpoint(ctx.tenant.id, id))
      .returning();
    if (!row) throw endpointNotFound();
    await audit(ctx, tx, "webhook_endpoint.paused", { type: "webhook_endpoint", id }, { url: row.url });
    return presentEndpoint(row);
  });
}

/** Sends again, and at once what waits. Failures are counted anew. Again changes nothing. */
export async function resumeEndpoint(ctx: Ctx, id: string): Promise<z.input<typeof EndpointView>> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const before = await lockEndpoint(tx, ctx.tenant.id, id);
    if (before.status === "active") return presentEndpoint(before);
    const [row] = await tx
      .update(webhookEndpoints)
      .set({ status: "active", statusReason: null, failures: 0, failingSince: null })
      .where(isEndpoint(ctx.tenant.id, id))
      .returning();
    if (!row) throw endpointNotFound();
    await tx
      .update(webhookDeliveries)
      .set({ nextAttemptAt: sql`now()` })
      .where(
        and(
          eq(webhookDeliveries.tenantId, ctx.tenant.id),
          eq(webhookDeliveries.endpointId, id),
          eq(webhookDeliveries.status, "pending"),
        ),
      );
    await audit(
      ctx,
      tx,
      "webhook_endpoint.resumed",
      { type: "webhook_endpoint", id },
      { url: row.url },
      { before: { status: before.status }, after: { status: row.status } },
    );
    await ringCourier(tx);
    return presentEndpoint(row);
  });
}
