import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../caller.ts";
import { Projects } from "./projects.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("projects");
  return { title: t("page.projects") };
}

export default async function ProjectsPage() {
  const { user } = await requireMember();
  return (
    <Words areas={["projects"]}>
      <Projects role={user.role} />
    </Words>
  );
}
