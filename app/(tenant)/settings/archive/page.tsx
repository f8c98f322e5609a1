import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as readStorage } from "#app/api/usage/storage/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../../caller.ts";
import { Seeded } from "../../../seeded.tsx";
import { StorageAndArchive } from "./storage-and-archive.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("archivePage.storageAndArchive") };
}

export default async function StorageAndArchivePage() {
  const { user } = await requireMember();
  const ctx = await memberCtx();
  return (
    <Words areas={["archival", "charts", "settings", "usage"]}>
      <Seeded answers={[{ key: ["archival", "storage"], ask: () => readStorage.firstAnswer(ctx) }]}>
        <StorageAndArchive role={user.role} />
      </Seeded>
    </Words>
  );
}
