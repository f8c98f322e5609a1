import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../caller.ts";
import { Overview } from "./overview.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dashboard");
  return { title: t("page.dashboard") };
}

export default async function OverviewPage() {
  const { user } = await requireMember();
  return (
    <Words areas={["archival", "dashboard", "estimates", "files"]}>
      <Overview role={user.role} />
    </Words>
  );
}
