import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../../caller.ts";
import { OneFile } from "./one-file.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("files");
  return { title: t("one.file") };
}

export default async function OneFilePage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  return (
    <Words
      areas={[
        "archival",
        "charts",
        "estimate",
        "estimates",
        "files",
        "projects",
        "report",
        "takeoff",
        "viewer",
      ]}
    >
      <OneFile id={(await params).id} role={user.role} />
    </Words>
  );
}
