import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Organisations } from "#components/account/organisations.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireMember } from "../../../caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("organisationsPage.organisations") };
}

export default async function OrganisationsPage() {
  const t = await getTranslations("account");
  const { tenant, user, organisations } = await requireMember();
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader
        title={t("organisationsPage.organisations")}
        description={t("organisationsPage.whereYouAreAMember")}
      />
      <Organisations
        here={tenant.slug}
        ownId={user.id}
        organisations={organisations.map(({ slug, name, role }) => ({ slug, name, role }))}
      />
    </div>
  );
}
