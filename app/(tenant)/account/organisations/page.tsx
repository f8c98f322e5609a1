import type { Metadata } from "next";
import { Organisations } from "#components/account/organisations.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireMember } from "../../../caller.ts";

export const metadata: Metadata = { title: "Organisations" };

export default async function OrganisationsPage() {
  const { tenant, user, organisations } = await requireMember();
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader title="Organisations" description="Where you are a member." />
      <Organisations
        here={tenant.slug}
        ownId={user.id}
        organisations={organisations.map(({ slug, name, role }) => ({ slug, name, role }))}
      />
    </div>
  );
}
