import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../../caller.ts";
import { UsageEventsPage } from "./usage-events.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("usage");
  return { title: t("eventsPage.usageEvents") };
}

export default async function EventsPage() {
  const { user } = await requireMember();
  return (
    <Words areas={["usage"]}>
      <UsageEventsPage role={user.role} />
    </Words>
  );
}
