import type { Metadata } from "next";
import { requireMember } from "../../../caller.ts";
import { Billing } from "./billing.tsx";

export const metadata: Metadata = { title: "Billing" };

export default async function BillingPage() {
  const { user } = await requireMember();
  return <Billing role={user.role} />;
}
