import Link from "next/link";
import { NONE } from "#components/format/numbers.ts";
import { rowLink } from "#components/ui/data-table.tsx";

/** The organisation that something was of; one that is gone has no page any longer. */
export function TenantLink({ tenant }: { tenant: { id: string; slug: string | null } | null }) {
  if (!tenant) return NONE;
  if (!tenant.slug) return "Gone";
  return (
    <Link className={rowLink} href={`/operator/tenants/${tenant.slug}`}>
      {tenant.slug}
    </Link>
  );
}
