import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../../caller.ts";
import { OneInvoice } from "./one-invoice.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("billing");
  return { title: t("one.invoice") };
}

export default async function OneInvoicePage({ params }: { params: Promise<{ id: string }> }) {
  await requireMember();
  return (
    <Words areas={["billing"]}>
      <OneInvoice id={(await params).id} />
    </Words>
  );
}
