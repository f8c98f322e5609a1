import { and, eq, gt, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { formerSlugs } from "#db/schema/domains.ts";
import { tenants } from "#db/schema/tenants.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/**
 * Holds a slug until the transaction ends and throws `Conflict` (`slug_taken`) where it is another organisation's, or was
 * and still leads there. `tenantId`: who wants it; null for one that is being made. A tenant's own former slug is free to it.
 */
export async function claimSlug(tx: Transaction, slug: string, tenantId: string | null): Promise<void> {
  await lockSlug(tx, slug);
  const [present] = await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, slug));
  const [former] = await tx
    .select({ id: formerSlugs.tenantId })
    .from(formerSlugs)
    .where(and(eq(formerSlugs.slug, slug), gt(formerSlugs.leadsUntil, sql`now()`)));
  const taken = [present, former].some((row) => row && row.id !== tenantId);
  if (taken) throw new Conflict("slug_taken", problemText("tenancy.addressTakenChoose", { slug }));
  await tx.delete(formerSlugs).where(eq(formerSlugs.slug, slug));
}

/** Whoever takes or leaves a slug waits for whoever does so with the same one at once. */
export async function lockSlug(tx: Transaction, slug: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`slug:${slug}`}))`);
}
