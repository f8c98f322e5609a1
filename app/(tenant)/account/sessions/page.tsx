import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Sessions } from "#components/account/sessions.tsx";
import { requireMember } from "../../../caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("sessionsPage.sessions") };
}

export default async function SessionsPage() {
  const { tenant } = await requireMember();
  return <Sessions organisation={tenant.name} />;
}
