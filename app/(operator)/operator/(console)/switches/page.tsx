import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { Switches } from "#components/operator/switches.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Switches" };

export default async function SwitchesPage() {
  await requireOperator();
  return (
    <Words areas={["data"]}>
      <Switches />
    </Words>
  );
}
