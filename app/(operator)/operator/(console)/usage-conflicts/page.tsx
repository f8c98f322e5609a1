import type { Metadata } from "next";
import { UsageConflicts } from "#components/operator/usage-conflicts.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Usage conflicts" };

export default async function UsageConflictsPage() {
  await requireOperator();
  return <UsageConflicts />;
}
