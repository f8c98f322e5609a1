import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../../caller.ts";
import { OneProject } from "./one-project.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("projects");
  return { title: t("one.project") };
}

export default async function OneProjectPage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  return (
    <Words areas={["archival", "estimates", "files", "projects"]}>
      <OneProject id={(await params).id} role={user.role} />
    </Words>
  );
}
