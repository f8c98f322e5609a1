import { sql } from "drizzle-orm";
import { z } from "zod";
import { webhookEndpoints } from "#db/schema/webhooks.ts";
import { audit } from "#lib/audit/record.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import {
  type EndpointWithSecret,
  endpointNotFound,
  isEndpoint,
  lockEndpoint,
  presentEndpoint,
} from "./endpoint-row.ts";
import { newSecret, sealSecret } from "./secrets.ts";

export const RotateSecret = z.strictObject({
  /** How long messages carry the old secret's signature as well; 0 where it has leaked. */
  overlap_hours: z.number().int().min(0).max(168).default(24),
});

/** A new secret, in this answer and nowhere else. A secret that still overlapped from an earlier change ends now. */
export async function rotateSecret(
  ctx: Ctx,
  id: string,
  { overlap_hours }: z.output<typeof RotateSecret>,
  now = new Date(),
): Promise<z.input<typeof EndpointWithSecret>> {
  requireRole(ctx, "admin");
  const secret = newSecret();
  return ctx.transaction(async (tx) => {
    const before = await lockEndpoint(tx, ctx.tenant.id, id);
    const [row] = await tx
      .update(webhookEndpoints)
      .set({
        secret: sealSecret(secret),
        previousSecret: overlap_hours > 0 ? before.secret : null,
        previousSecretUntil: overlap_hours > 0 ? new Date(now.getTime() + overlap_hours * 3_600_000) : null,
        revision: sql`${webhookEndpoints.revision} + 1`,
      })
      .where(isEndpoint(ctx.tenant.id, id))
      .returning();
    if (!row) throw endpointNotFound();
    await audit(
      ctx,
      tx,
      "webhook_endpoint.secret_rotated",
      { type: "webhook_endpoint", id },
      { overlap_hours },
    );
    return { ...presentEndpoint(row, now), secret };
  });
}
