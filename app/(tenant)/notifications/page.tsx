import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Notices } from "#components/notifications/notices.tsx";
import { requireMember } from "../../caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notifications");
  return { title: t("page.notifications") };
}

export default async function NoticesPage() {
  await requireMember();
  return <Notices />;
}
