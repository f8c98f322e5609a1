import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { ROLES, ssoConnections } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { config } from "#lib/config/index.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { originOf } from "#lib/tenancy/host.ts";

/** Who joins by themselves is no admin. */
export const AUTO_JOIN_ROLES = ROLES.filter((role) => role !== "admin");

export const SsoView = z.object({
  /** Null until an identity provider was entered. Its secret is never shown again. */
  connection: z
    .object({
      issuer: z.string(),
      client_id: z.string(),
      is_enabled: z.boolean(),
      is_required: z.boolean(),
      auto_join: z.boolean(),
      auto_join_role: z.enum(ROLES),
    })
    .nullable(),
  /** What has to be registered at the provider: one for each address of the organisation. */
  redirect_uris: z.array(z.string()),
});
export type SsoAnswer = z.input<typeof SsoView>;

/** The organisation's identity provider, and what to register there. */
export async function readConnection(ctx: Ctx): Promise<SsoAnswer> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const row = await connectionOf(tx, ctx.tenant.id);
    const [tenant] = await tx
      .select({ slug: tenants.slug, domain: tenants.domain })
      .from(tenants)
      .where(eq(tenants.id, ctx.tenant.id));
    const origins = [
      originOf(tenant?.slug ?? ctx.tenant.slug),
      ...(tenant?.domain ? [`${config().protocol}://${tenant.domain}`] : []),
    ];
    return {
      connection: row
        ? {
            issuer: row.issuer,
            client_id: row.clientId,
            is_enabled: row.isEnabled,
            is_required: row.isRequired,
            auto_join: row.autoJoin,
            auto_join_role: row.autoJoinRole,
          }
        : null,
      redirect_uris: origins.map((origin) => `${origin}/api/auth/callback/sso`),
    };
  });
}

export type Connection = typeof ssoConnections.$inferSelect;

/** `lock`: nobody else changes it until the transaction ends. */
export async function connectionOf(
  tx: Transaction,
  tenantId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Connection | null> {
  const query = tx.select().from(ssoConnections).where(eq(ssoConnections.tenantId, tenantId));
  const [row] = await (lock ? query.for("update") : query);
  return row ?? null;
}

export const noConnection = () => new NotFound("sso_not_set_up", problemText("auth.identityProviderEntered"));
