import type { Metadata } from "next";
import { Invoices } from "#components/operator/invoices.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Invoices of all organisations" };

export default async function InvoicesPage() {
  await requireOperator();
  return <Invoices />;
}
