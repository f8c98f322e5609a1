import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { ArchiveRun } from "#components/operator/archive-run.tsx";
import { requireOperator } from "../../../../operator.ts";

export const metadata: Metadata = { title: "Archival run" };

export default async function ArchiveRunPage({ params }: { params: Promise<{ id: string }> }) {
  await requireOperator();
  return (
    <Words areas={["archival", "data"]}>
      <ArchiveRun id={(await params).id} />
    </Words>
  );
}
