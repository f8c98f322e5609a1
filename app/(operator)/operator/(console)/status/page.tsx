import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { Incidents } from "#components/operator/incidents.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Status and incidents" };

export default async function OperatorStatusPage() {
  await requireOperator();
  return (
    <Words areas={["data", "status"]}>
      <Incidents />
    </Words>
  );
}
