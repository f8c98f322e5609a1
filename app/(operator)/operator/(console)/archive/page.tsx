import type { Metadata } from "next";
import { Archive } from "#components/operator/archive.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Archive" };

export default async function ArchivePage() {
  await requireOperator();
  return <Archive />;
}
