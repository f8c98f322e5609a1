import { z } from "zod";
import type { tenantDomains } from "#db/schema/domains.ts";
import { retold } from "#lib/i18n/kept-text.ts";

export const DOMAIN_USES = ["address", "mail"] as const;
export type DomainUse = (typeof DOMAIN_USES)[number];
export type DomainRow = typeof tenantDomains.$inferSelect;

/** Days without the record until the admins are mailed, and until the domain counts no more. */
export const WARN_DAYS = 3;
export const LOST_DAYS = 7;

export const DomainView = z.object({
  id: z.string(),
  domain: z.string(),
  use: z.enum(DOMAIN_USES),
  /** `lost`: it was verified and its record is gone; it counts until `counts_until`. */
  status: z.enum(["pending", "verified", "lost"]),
  /** The TXT record that proves it. */
  record: z.object({ name: z.string(), value: z.string() }),
  /** When the record was last found. */
  verified_at: z.string().nullable(),
  checked_at: z.string().nullable(),
  /** What the last check found, in a sentence; null when it was right. */
  problem: z.string().nullable(),
  counts_until: z.string().nullable(),
  created_at: z.string(),
});

export const recordName = (domain: string) => `_construction-ai.${domain}`;

export function presentDomain(row: DomainRow): z.input<typeof DomainView> {
  const lost = row.verifiedAt !== null && row.problem !== null;
  return {
    id: row.id,
    domain: row.domain,
    use: row.use,
    status: row.verifiedAt === null ? "pending" : lost ? "lost" : "verified",
    record: { name: recordName(row.domain), value: row.token },
    verified_at: row.verifiedAt?.toISOString() ?? null,
    checked_at: row.checkedAt?.toISOString() ?? null,
    problem: row.problem && retold(row.problem),
    counts_until:
      lost && row.verifiedAt
        ? new Date(row.verifiedAt.getTime() + LOST_DAYS * 86_400_000).toISOString()
        : null,
    created_at: row.createdAt.toISOString(),
  };
}
