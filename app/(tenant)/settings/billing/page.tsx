import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../../caller.ts";
import { Billing } from "./billing.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("billing");
  return { title: t("page.billing") };
}

export default async function BillingPage() {
  const { user } = await requireMember();
  return (
    <Words areas={["billing"]}>
      <Billing role={user.role} />
    </Words>
  );
}
