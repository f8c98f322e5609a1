import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../../caller.ts";
import { NewEstimate } from "./new-estimate.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("estimates");
  return { title: t("newPage.newEstimate") };
}

export default async function NewEstimatePage() {
  const { user } = await requireMember();
  return (
    <Words areas={["estimates", "projects"]}>
      <NewEstimate role={user.role} />
    </Words>
  );
}
