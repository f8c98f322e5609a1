import type { Metadata } from "next";
import { Coupons } from "#components/operator/coupons.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Coupons" };

export default async function CouponsPage() {
  await requireOperator();
  return <Coupons />;
}
