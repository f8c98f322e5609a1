import { desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { webhookEndpoints } from "#db/schema/webhooks.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { type EndpointView, endpointNotFound, isEndpoint, presentEndpoint } from "./endpoint-row.ts";

/** The organisation's endpoints, newest first, without their secrets. */
export async function listEndpoints(ctx: Ctx): Promise<{ items: z.input<typeof EndpointView>[] }> {
  requireRole(ctx, "admin");
  const rows = await ctx.transaction((tx) =>
    tx
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.tenantId, ctx.tenant.id))
      .orderBy(desc(webhookEndpoints.createdAt), webhookEndpoints.id),
  );
  return { items: rows.map((row) => presentEndpoint(row)) };
}

/** One of them. Throws `NotFound` (`webhook_endpoint_not_found`). */
export async function readEndpoint(ctx: Ctx, id: string): Promise<z.input<typeof EndpointView>> {
  requireRole(ctx, "admin");
  const [row] = await ctx.transaction((tx) =>
    tx.select().from(webhookEndpoints).where(isEndpoint(ctx.tenant.id, id)),
  );
  if (!row) throw endpointNotFound();
  return presentEndpoint(row);
}
