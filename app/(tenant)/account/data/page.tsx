import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EraseCard, PersonalExportCard } from "#components/exports/personal-cards.tsx";
import { Words } from "#components/i18n/words.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { erasureBlockers } from "#lib/auth/erase-account.ts";
import { person } from "#lib/tenancy/context.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { memberCtx } from "../../../caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("dataPage.yourData") };
}

export default async function YourDataPage() {
  const t = await getTranslations("account");
  const ctx = await memberCtx();
  const { organisations } = await erasureBlockers(ctx);
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader title={t("dataPage.yourData")} description={t("dataPage.whatWeHaveAboutYouAtAllOfYour")} />
      <Words areas={["exports"]}>
        <PersonalExportCard />
        <EraseCard email={person(ctx).email} blockers={organisations} platform={originOf(null)} />
      </Words>
    </div>
  );
}
