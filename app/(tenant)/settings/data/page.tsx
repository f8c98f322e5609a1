import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeletionCard } from "#components/exports/deletion-card.tsx";
import { ExportCard } from "#components/exports/export-card.tsx";
import { Words } from "#components/i18n/words.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireMember } from "../../../caller.ts";
import { AdminsOnly } from "../admins-only.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("exports");
  return { title: t("dataPage.data") };
}

export default async function DataPage() {
  const t = await getTranslations("exports");
  const { tenant, user } = await requireMember();
  if (user.role !== "admin") return <AdminsOnly what={t("dataPage.itsData")} />;
  return (
    <div className="grid max-w-3xl grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title={t("dataPage.data")}
          description={t("dataPage.whatHasIsYoursTakeItWithYouOr", { name: tenant.name })}
        />
      </div>
      <Words areas={["exports"]}>
        <ExportCard />
        <DeletionCard name={tenant.name} slug={tenant.slug} />
      </Words>
    </div>
  );
}
