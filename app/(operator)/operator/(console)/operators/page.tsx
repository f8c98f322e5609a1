import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { Operators } from "#components/operator/operators.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Operators" };

export default async function OperatorsPage() {
  const { id } = await requireOperator();
  return (
    <Words areas={["data"]}>
      <Operators ownId={id} />
    </Words>
  );
}
