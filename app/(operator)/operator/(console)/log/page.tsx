import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { OperatorLog } from "#components/operator/log.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Operators' log" };

export default async function OperatorLogPage() {
  await requireOperator();
  return (
    <Words areas={["data"]}>
      <OperatorLog />
    </Words>
  );
}
