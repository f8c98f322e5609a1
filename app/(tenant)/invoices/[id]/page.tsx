import type { Metadata } from "next";
import { requireMember } from "../../../caller.ts";
import { OneInvoice } from "./one-invoice.tsx";

export const metadata: Metadata = { title: "Invoice" };

export default async function OneInvoicePage({ params }: { params: Promise<{ id: string }> }) {
  await requireMember();
  return <OneInvoice id={(await params).id} />;
}
