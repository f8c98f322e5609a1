import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GET as listInvoices } from "#app/api/invoices/route.ts";
import { Words } from "#components/i18n/words.tsx";
import { memberCtx, requireMember } from "../../caller.ts";
import { firstPage, isPlain, Seeded } from "../../seeded.tsx";
import { Invoices } from "./invoices.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("billing");
  return { title: t("invoicesPage.invoices") };
}

export default async function InvoicesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, unknown>>;
}) {
  const { user } = await requireMember();
  const ctx = await memberCtx();
  return (
    <Words areas={["billing"]}>
      <Seeded
        answers={
          (await isPlain(searchParams))
            ? [firstPage(["invoices", "list", ""], "/api/invoices", () => listInvoices.firstAnswer(ctx))]
            : []
        }
      >
        <Invoices role={user.role} />
      </Seeded>
    </Words>
  );
}
