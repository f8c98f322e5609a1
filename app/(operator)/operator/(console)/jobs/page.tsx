import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { Jobs } from "#components/operator/jobs.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage() {
  await requireOperator();
  return (
    <Words areas={["archival", "data"]}>
      <Jobs />
    </Words>
  );
}
