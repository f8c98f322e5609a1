import { like, not, type SQL } from "drizzle-orm";
import { tenants } from "#db/schema/tenants.ts";

/**
 * The slug of an organisation that was deleted and whose invoices are kept: longer than any that can be chosen, so that
 * no host leads to it and the old one is free.
 */
export function closedSlug(tenantId: string): string {
  return `${PREFIX}${tenantId}`;
}

export function isClosed(slug: string): boolean {
  return slug.length === PREFIX.length + 36 && slug.startsWith(PREFIX);
}

/** Condition: the organisation was not deleted. `slug` where its table has another name in the query. */
export const notClosed = (slug: SQL | typeof tenants.slug = tenants.slug) =>
  not(like(slug, `${PREFIX}${"_".repeat(36)}`));

const PREFIX = "closed-";
