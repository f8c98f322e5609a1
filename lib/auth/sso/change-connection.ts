import { eq } from "drizzle-orm";
import { z } from "zod";
import { ROLES, ssoConnections } from "#db/schema/auth.ts";
import { audit } from "#lib/audit/record.ts";
import {
  type Connection,
  connectionOf,
  noConnection,
  readConnection,
  type SsoAnswer,
} from "#lib/auth/sso/connection.ts";
import { discover } from "#lib/auth/sso/discover.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, person, requireRole } from "#lib/tenancy/context.ts";

export const ChangeConnection = z.strictObject({
  is_enabled: z.boolean().optional(),
  /** Members then get in by no password or link, on their next request; admins still do, so that nobody is locked out. */
  is_required: z.boolean().optional(),
  auto_join: z.boolean().optional(),
  auto_join_role: z.enum(ROLES).exclude(["admin"]).optional(),
});

/**
 * Turns single sign-on on or off, requires it, and says who joins by themselves. Turned on, the provider is asked first
 * what it is. Throws `Invalid` (`sso_discovery_failed`), `NotFound`, `Conflict`.
 */
export async function changeConnection(
  ctx: Ctx,
  input: z.output<typeof ChangeConnection>,
): Promise<SsoAnswer> {
  requireRole(ctx, "admin");
  person(ctx);
  const tenantId = ctx.tenant.id;
  const now = await ctx.transaction((tx) => connectionOf(tx, tenantId));
  if (!now) throw noConnection();
  // Outside a transaction: the provider takes its time.
  if (input.is_enabled && !now.isEnabled) await discover(now.issuer);
  await ctx.transaction(async (tx) => {
    const before = await connectionOf(tx, tenantId, { lock: true });
    if (!before) throw noConnection();
    if (before.issuer !== now.issuer)
      throw new Conflict("sso_changed", problemText("auth.somebodyEnteredAnother"));
    const isEnabled = input.is_enabled ?? before.isEnabled;
    if (input.is_required && !isEnabled) throw new Conflict("sso_off", problemText("auth.turnSingleSign"));
    const after = {
      isEnabled,
      isRequired: isEnabled && (input.is_required ?? before.isRequired),
      autoJoin: input.auto_join ?? before.autoJoin,
      autoJoinRole: input.auto_join_role ?? before.autoJoinRole,
    };
    await tx.update(ssoConnections).set(after).where(eq(ssoConnections.tenantId, tenantId));
    const change = { before: presented(before), after: presented(after) };
    await audit(ctx, tx, "sso.changed", { type: "tenant", id: tenantId }, {}, change);
  });
  return readConnection(ctx);
}

const presented = (
  row: Pick<Connection, "isEnabled" | "isRequired" | "autoJoin" | "autoJoinRole">,
): Record<string, unknown> => ({
  enabled: row.isEnabled,
  required: row.isRequired,
  auto_join: row.autoJoin,
  auto_join_role: row.autoJoinRole,
});
