import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { tenantDomains } from "#db/schema/domains.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { DomainRow } from "./views.ts";

/** A domain of the organisation; throws `NotFound` alike for one that is not there and one of somebody else. */
export async function findDomain(tx: Transaction, tenantId: string, id: string): Promise<DomainRow> {
  const [row] = await tx
    .select()
    .from(tenantDomains)
    .where(and(eq(tenantDomains.tenantId, tenantId), eq(tenantDomains.id, id)));
  if (!row) throw new NotFound("domain_not_found", problemText("domains.domainListShows"));
  return row;
}
