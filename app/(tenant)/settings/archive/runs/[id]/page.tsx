import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../../../../caller.ts";
import { AdminsOnly } from "../../../admins-only.tsx";
import { OneRun } from "./one-run.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("one.archivalRun") };
}

export default async function OneRunPage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  const t = await getTranslations("settings");
  if (user.role !== "admin") return <AdminsOnly what={t("one.archival")} />;
  return (
    <Words areas={["archival", "settings"]}>
      <OneRun id={(await params).id} />
    </Words>
  );
}
