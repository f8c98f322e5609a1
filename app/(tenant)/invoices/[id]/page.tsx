import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as readInvoice } from "#app/api/invoices/[id]/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../../caller.ts";
import { Seeded } from "../../../seeded.tsx";
import { OneInvoice } from "./one-invoice.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("billing");
  return { title: t("one.invoice") };
}

export default async function OneInvoicePage({ params }: { params: Promise<{ id: string }> }) {
  await requireMember();
  const ctx = await memberCtx();
  const { id } = await params;
  return (
    <Words areas={["billing"]}>
      <Seeded
        answers={[{ key: ["invoices", id], ask: () => readInvoice.firstAnswer(ctx, { params: { id } }) }]}
      >
        <OneInvoice id={id} />
      </Seeded>
    </Words>
  );
}
