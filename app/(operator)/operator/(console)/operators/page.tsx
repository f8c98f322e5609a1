import type { Metadata } from "next";
import { Operators } from "#components/operator/operators.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Operators" };

export default async function OperatorsPage() {
  const { id } = await requireOperator();
  return <Operators ownId={id} />;
}
