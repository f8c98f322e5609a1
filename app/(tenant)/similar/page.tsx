import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../caller.ts";
import { Similar } from "./similar.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("similar");
  return { title: t("page.similarEstimates") };
}

export default async function SimilarPage() {
  const { user } = await requireMember();
  return (
    <Words areas={["estimates", "files", "projects", "similar"]}>
      <Similar role={user.role} />
    </Words>
  );
}
