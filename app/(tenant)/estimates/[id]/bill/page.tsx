import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as readBill } from "#app/api/cost-estimates/[id]/bill/route.ts";
import { BillPage } from "#components/boq/bill-page.tsx";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../../../caller.ts";
import { isPlain, Seeded } from "../../../../seeded.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("bill");
  return { title: t("page.heading") };
}

export default async function EstimateBillPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, unknown>>;
}) {
  const { user } = await requireMember();
  const { id } = await params;
  const ctx = await memberCtx();
  const answers = (await isPlain(searchParams))
    ? [
        {
          key: ["estimates", id, "bill", "sections", ""],
          ask: () => readBill.firstAnswer(ctx, { params: { id } }),
        },
      ]
    : [];
  return (
    <Words areas={["bill"]}>
      <Seeded answers={answers}>
        <BillPage estimateId={id} role={user.role} />
      </Seeded>
    </Words>
  );
}
