import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { CompareVariants } from "#components/variants/compare.tsx";
import { requireMember } from "../../../../caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("variants");
  return { title: t("compare.heading") };
}

export default async function CompareVariantsPage({ params }: { params: Promise<{ id: string }> }) {
  await requireMember();
  return (
    <Words areas={["variants"]}>
      <CompareVariants estimateId={(await params).id} />
    </Words>
  );
}
