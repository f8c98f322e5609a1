import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { SupportAccessCards } from "#components/support/support-access.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireMember } from "../../../caller.ts";
import { AdminsOnly } from "../admins-only.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("support");
  return { title: t("page.supportAccess") };
}

export default async function SupportPage() {
  const t = await getTranslations("support");
  const { user } = await requireMember();
  if (user.role !== "admin") return <AdminsOnly what={t("page.supportAccess2")} />;
  return (
    <div className="grid max-w-3xl grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader title={t("page.supportAccess")} description={t("page.thePeopleWhoRunThePlatformSee")} />
      </div>
      <Words areas={["support"]}>
        <SupportAccessCards />
      </Words>
    </div>
  );
}
