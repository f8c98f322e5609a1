import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../caller.ts";
import { Invoices } from "./invoices.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("billing");
  return { title: t("invoicesPage.invoices") };
}

export default async function InvoicesPage() {
  const { user } = await requireMember();
  return (
    <Words areas={["billing"]}>
      <Invoices role={user.role} />
    </Words>
  );
}
