import type { z } from "zod";
import { countAttempt } from "#lib/auth/rate-limit.ts";
import { type TxtResolver, txtResolver } from "#lib/dns/resolver.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findDomain } from "./find-domain.ts";
import { settleCheck } from "./settle-check.ts";
import { type DomainView, presentDomain, recordName } from "./views.ts";

const PER_TENANT = { attempts: 20, windowSeconds: 300 };

/**
 * Looks now whether a domain's record is there; a job does the same by itself. The answer says what was found. Throws
 * `NotFound`, `TooManyRequests`.
 */
export async function checkDomain(
  ctx: Ctx,
  id: string,
  resolve: TxtResolver = txtResolver(),
): Promise<z.input<typeof DomainView>> {
  requireRole(ctx, "admin");
  const row = await ctx.transaction((tx) => findDomain(tx, ctx.tenant.id, id));
  await countAttempt(`domain-check:${ctx.tenant.id}`, PER_TENANT);
  const answer = await resolve(recordName(row.domain));
  return presentDomain(await settleCheck({ tenantId: ctx.tenant.id, id, answer, by: ctx }));
}
