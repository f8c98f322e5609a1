import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../caller.ts";
import { PriceBook } from "./price-book.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("price-book");
  return { title: t("page.priceBook") };
}

export default async function PriceBookPage() {
  const { user } = await requireMember();
  return (
    <Words areas={["price-book"]}>
      <PriceBook role={user.role} />
    </Words>
  );
}
