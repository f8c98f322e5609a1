import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../caller.ts";
import { Settings } from "./settings.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("page.settings") };
}

export default async function SettingsPage() {
  const { user } = await requireMember();
  return (
    <Words areas={["estimates", "settings"]}>
      <Settings role={user.role} />
    </Words>
  );
}
