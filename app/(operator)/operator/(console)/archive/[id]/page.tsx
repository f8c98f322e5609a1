import type { Metadata } from "next";
import { ArchiveRun } from "#components/operator/archive-run.tsx";
import { requireOperator } from "../../../../operator.ts";

export const metadata: Metadata = { title: "Archival run" };

export default async function ArchiveRunPage({ params }: { params: Promise<{ id: string }> }) {
  await requireOperator();
  return <ArchiveRun id={(await params).id} />;
}
