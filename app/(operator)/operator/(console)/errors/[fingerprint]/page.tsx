import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { OneError } from "#components/operator/observe/one-error.tsx";
import { requireOperator } from "../../../../operator.ts";

export const metadata: Metadata = { title: "Error" };

export default async function OneErrorPage({ params }: { params: Promise<{ fingerprint: string }> }) {
  await requireOperator();
  return (
    <Words areas={["archival", "data"]}>
      <OneError fingerprint={(await params).fingerprint} />
    </Words>
  );
}
