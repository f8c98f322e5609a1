import type { Metadata } from "next";
import { Incidents } from "#components/operator/incidents.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Status and incidents" };

export default async function OperatorStatusPage() {
  await requireOperator();
  return <Incidents />;
}
