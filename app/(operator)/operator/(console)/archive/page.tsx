import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { Archive } from "#components/operator/archive.tsx";
import { requireOperator } from "../../../operator.ts";

export const metadata: Metadata = { title: "Archive" };

export default async function ArchivePage() {
  await requireOperator();
  return (
    <Words areas={["archival", "data"]}>
      <Archive />
    </Words>
  );
}
