import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { Overview } from "#components/operator/overview.tsx";
import { requireOperator } from "../../operator.ts";

export const metadata: Metadata = { title: "Operator overview" };

export default async function OverviewPage() {
  await requireOperator();
  return (
    <Words areas={["billing", "data"]}>
      <Overview />
    </Words>
  );
}
