import type { Metadata } from "next";
import { Jobs } from "#components/operator/jobs.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage() {
  await requireOperator();
  return <Jobs />;
}
