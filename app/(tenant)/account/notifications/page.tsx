import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Notifications } from "#components/account/notifications.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireMember } from "../../../caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("notificationsPage.notifications") };
}

export default async function NotificationsPage() {
  const t = await getTranslations("account");
  const { tenant } = await requireMember();
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader
        title={t("notificationsPage.notifications")}
        description={t("notificationsPage.whatYouAreToldOfByMailAndInThe", { name: tenant.name })}
      />
      <Notifications />
    </div>
  );
}
