import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../caller.ts";
import { Estimates } from "./estimates.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("estimates");
  return { title: t("page.estimates") };
}

export default async function EstimatesPage() {
  const { user } = await requireMember();
  return (
    <Words areas={["estimates", "projects"]}>
      <Estimates role={user.role} />
    </Words>
  );
}
