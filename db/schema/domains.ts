import { sql } from "drizzle-orm";
import { index, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import {
  createdAt,
  id,
  systemOnly,
  tenantId,
  tenantKey,
  tenantPolicies,
  timestamptz,
  updatedAt,
} from "./columns.ts";
import { tenants } from "./tenants.ts";

/** Former slugs: they lead to the organisation until then, and nobody else can take them. */
export const formerSlugs = pgTable(
  "former_slugs",
  {
    slug: text("slug").primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    leadsUntil: timestamptz("leads_until").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("former_slugs_tenant_idx").on(t.tenantId), ...systemOnly("former_slugs")],
);

/**
 * Domains that an organisation says are its own, and the DNS record (TXT at `_construction-ai.<domain>`) that proves it.
 * `address`: its pages are served there. `mail`: people with such an address may join by themselves.
 */
export const tenantDomains = pgTable(
  "tenant_domains",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    domain: text("domain").notNull(),
    use: text("use", { enum: ["address", "mail"] }).notNull(),
    /** What the record must say. */
    token: text("token").notNull(),
    verifiedAt: timestamptz("verified_at"),
    checkedAt: timestamptz("checked_at"),
    /** What the last check found, in a sentence; null when it was right. */
    problem: text("problem"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    tenantKey("tenant_domains", t),
    unique("tenant_domains_key").on(t.tenantId, t.domain, t.use),
    // Anybody may claim a domain; one organisation can prove it.
    uniqueIndex("tenant_domains_verified_key").on(t.domain, t.use).where(sql`verified_at is not null`),
    ...tenantPolicies("tenant_domains"),
  ],
);
