import type { Metadata } from "next";
import { Switches } from "#components/operator/switches.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Switches" };

export default async function SwitchesPage() {
  await requireOperator();
  return <Switches />;
}
