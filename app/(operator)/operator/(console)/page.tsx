import type { Metadata } from "next";
import { Overview } from "#components/operator/overview.tsx";
import { requireOperator } from "../../operator.ts";

export const metadata: Metadata = { title: "Operator overview" };

export default async function OverviewPage() {
  await requireOperator();
  return <Overview />;
}
