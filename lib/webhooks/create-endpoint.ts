import { count, eq } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "#db/schema/tenants.ts";
import { webhookEndpoints } from "#db/schema/webhooks.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";
import {
  Description,
  type EndpointWithSecret,
  EventSelectors,
  MAX_ENDPOINTS,
  presentEndpoint,
} from "./endpoint-row.ts";
import { EndpointUrl } from "./endpoint-url.ts";
import { newSecret, sealSecret } from "./secrets.ts";

export const CreateEndpoint = z.strictObject({
  url: EndpointUrl,
  description: Description.default(""),
  events: EventSelectors,
});

/**
 * A new endpoint, which hears of what happens from now on. Its secret is in this answer and nowhere else. Throws
 * `Conflict` beyond the most an organisation may have, also in parallel.
 */
export async function createEndpoint(
  ctx: Ctx,
  input: z.output<typeof CreateEndpoint>,
): Promise<z.input<typeof EndpointWithSecret>> {
  requireRole(ctx, "admin");
  const secret = newSecret();
  return ctx.transaction(async (tx) => {
    await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, ctx.tenant.id)).for("update");
    const [present] = await tx
      .select({ n: count() })
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.tenantId, ctx.tenant.id));
    if ((present?.n ?? 0) >= MAX_ENDPOINTS)
      throw new Conflict(
        "webhook_endpoints_full",
        problemText("webhooks.organisationMostEndpoints", { maxEndpoints: MAX_ENDPOINTS }),
      );
    const [row] = await tx
      .insert(webhookEndpoints)
      .values({ ...input, tenantId: ctx.tenant.id, secret: sealSecret(secret), createdBy: userId(ctx) })
      .returning();
    if (!row) throw new Error("No endpoint was made");
    await audit(
      ctx,
      tx,
      "webhook_endpoint.created",
      { type: "webhook_endpoint", id: row.id },
      {},
      { after: input },
    );
    return { ...presentEndpoint(row), secret };
  });
}
