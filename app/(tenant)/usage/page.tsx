import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireMember } from "../../caller.ts";
import { Usage } from "./usage.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("usage");
  return { title: t("page.usage") };
}

export default async function UsagePage() {
  const { user } = await requireMember();
  return <Usage role={user.role} />;
}
