import { sql } from "drizzle-orm";
import { withSystem } from "#db/tenant.ts";
import { type TxtResolver, txtResolver } from "#lib/dns/resolver.ts";
import { NotFound } from "#lib/errors.ts";
import { settleCheck } from "./settle-check.ts";
import { recordName } from "./views.ts";

export interface DueDomain {
  tenant_id: string;
  id: string;
  domain: string;
}

/** So many are asked for in one run; the others follow in the next. */
const PER_RUN = 200;

/**
 * Domains to be looked at: new claims every ten minutes on their first day, then hourly for a month; proven ones daily,
 * hourly while their record is gone. The longest unseen first.
 */
export async function dueDomains(now = new Date(), limit = PER_RUN): Promise<DueDomain[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await withSystem((tx) =>
    tx.execute<DueDomain & Record<string, unknown>>(sql`
      select tenant_id, id, domain from tenant_domains
      where coalesce(checked_at, '-infinity') < ${at} - case
        when verified_at is not null then case when problem is null then interval '24 hours' else interval '1 hour' end
        when created_at > ${at} - interval '1 day' then interval '9 minutes'
        when created_at > ${at} - interval '30 days' then interval '1 hour'
        else interval '100 years' end
      order by checked_at nulls first, id limit ${limit}`),
  );
  return [...rows];
}

/** Looks at one of them; a claim that was given up meanwhile is none. */
export async function recheckDomain(
  { tenant_id: tenantId, id, domain }: DueDomain,
  { resolve = txtResolver(), now = new Date() }: { resolve?: TxtResolver; now?: Date } = {},
): Promise<"verified" | "unproven" | "gone"> {
  const answer = await resolve(recordName(domain));
  try {
    const row = await settleCheck({ tenantId, id, answer, now });
    return row.verifiedAt && !row.problem ? "verified" : "unproven";
  } catch (error) {
    if (error instanceof NotFound) return "gone";
    throw error;
  }
}
