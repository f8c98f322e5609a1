import type { Metadata } from "next";
import { requireMember } from "../../caller.ts";
import { Invoices } from "./invoices.tsx";

export const metadata: Metadata = { title: "Invoices" };

export default async function InvoicesPage() {
  const { user } = await requireMember();
  return <Invoices role={user.role} />;
}
