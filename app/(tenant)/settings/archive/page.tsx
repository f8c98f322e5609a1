import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../../caller.ts";
import { StorageAndArchive } from "./storage-and-archive.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("archivePage.storageAndArchive") };
}

export default async function StorageAndArchivePage() {
  const { user } = await requireMember();
  return (
    <Words areas={["archival", "charts", "settings", "usage"]}>
      <StorageAndArchive role={user.role} />
    </Words>
  );
}
