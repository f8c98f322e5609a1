import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as readPriceBook } from "#app/api/price-books/[id]/route.ts";
import { GET as listPriceBooks } from "#app/api/price-books/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../caller.ts";
import { Seeded } from "../../seeded.tsx";
import { PriceBook } from "./price-book.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("price-book");
  return { title: t("page.priceBook") };
}

export default async function PriceBookPage() {
  const { user } = await requireMember();
  const ctx = await memberCtx();
  // None where it fails: the browser asks again and says why.
  const books = await listPriceBooks.firstAnswer(ctx).catch(() => null);
  const shown = books?.items.find(({ active }) => active);
  return (
    <Words areas={["help", "price-book"]}>
      <Seeded
        answers={[
          ...(books ? [{ key: ["price-books"], ask: async () => books }] : []),
          ...(shown
            ? [
                {
                  key: ["price-books", shown.id],
                  ask: () => readPriceBook.firstAnswer(ctx, { params: { id: shown.id } }),
                },
              ]
            : []),
        ]}
      >
        <PriceBook role={user.role} />
      </Seeded>
    </Words>
  );
}
