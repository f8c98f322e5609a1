import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../caller.ts";
import { Files } from "./files.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("files");
  return { title: t("page.files") };
}

export default async function FilesPage() {
  const { user } = await requireMember();
  return (
    <Words areas={["archival", "files", "projects"]}>
      <Files role={user.role} />
    </Words>
  );
}
