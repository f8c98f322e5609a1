import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { Plans } from "#components/operator/plans.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Plans and prices" };

export default async function PlansPage() {
  await requireOperator();
  return (
    <Words areas={["billing", "data"]}>
      <Plans />
    </Words>
  );
}
