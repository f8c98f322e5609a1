import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { UsageConflicts } from "#components/operator/usage-conflicts.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Usage conflicts" };

export default async function UsageConflictsPage() {
  await requireOperator();
  return (
    <Words areas={["data"]}>
      <UsageConflicts />
    </Words>
  );
}
