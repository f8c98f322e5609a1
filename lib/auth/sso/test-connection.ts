import { z } from "zod";
import { countAttempt } from "#lib/auth/rate-limit.ts";
import { connectionOf, noConnection } from "#lib/auth/sso/connection.ts";
import { discover } from "#lib/auth/sso/discover.ts";
import { Invalid } from "#lib/errors.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export const ConnectionTest = z.object({
  ok: z.boolean(),
  /** What is wrong, in a sentence. */
  problem: z.string().nullable(),
});

/** Asks the entered provider what it is, and says what is wrong with the answer. Throws `NotFound`, `TooManyRequests`. */
export async function testConnection(ctx: Ctx): Promise<z.input<typeof ConnectionTest>> {
  requireRole(ctx, "admin");
  const connection = await ctx.transaction((tx) => connectionOf(tx, ctx.tenant.id));
  if (!connection) throw noConnection();
  await countAttempt(`sso-test:${ctx.tenant.id}`, { attempts: 20, windowSeconds: 300 });
  try {
    await discover(connection.issuer);
    return { ok: true, problem: null };
  } catch (error) {
    if (error instanceof Invalid) return { ok: false, problem: error.message };
    throw error;
  }
}
