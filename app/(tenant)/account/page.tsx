import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LanguageCard } from "#components/account/language-card.tsx";
import { EmailCard, NameCard } from "#components/account/profile-cards.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireMember } from "../../caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("page.profile") };
}

export default async function ProfilePage() {
  const t = await getTranslations("account");
  const { user } = await requireMember();
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader title={t("page.profile")} description={t("page.yourAccountIsOneForAllOfYour")} />
      <NameCard name={user.name} />
      <LanguageCard locale={user.locale} />
      <EmailCard email={user.email} />
    </div>
  );
}
