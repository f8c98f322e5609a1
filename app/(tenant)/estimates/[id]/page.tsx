import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../../caller.ts";
import { OneEstimate } from "./one-estimate.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("estimate");
  return { title: t("page") };
}

export default async function OneEstimatePage({ params }: { params: Promise<{ id: string }> }) {
  const { user } = await requireMember();
  return (
    <Words areas={["charts", "estimate", "estimates", "files", "projects", "report", "similar", "variants"]}>
      <OneEstimate id={(await params).id} role={user.role} />
    </Words>
  );
}
