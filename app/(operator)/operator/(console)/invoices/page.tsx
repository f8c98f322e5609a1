import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { Invoices } from "#components/operator/invoices.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Invoices of all organisations" };

export default async function InvoicesPage() {
  await requireOperator();
  return (
    <Words areas={["billing", "data"]}>
      <Invoices />
    </Words>
  );
}
