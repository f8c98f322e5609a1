import type { Metadata } from "next";
import { Plans } from "#components/operator/plans.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Plans and prices" };

export default async function PlansPage() {
  await requireOperator();
  return <Plans />;
}
