import type { Metadata } from "next";
import { OperatorLog } from "#components/operator/log.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Operators' log" };

export default async function OperatorLogPage() {
  await requireOperator();
  return <OperatorLog />;
}
