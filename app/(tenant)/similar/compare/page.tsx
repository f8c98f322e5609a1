import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../../caller.ts";
import { Compare } from "./compare.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("similar");
  return { title: t("comparePage.compareEstimates") };
}

export default async function ComparePage() {
  await requireMember();
  return (
    <Words areas={["similar"]}>
      <Compare />
    </Words>
  );
}
