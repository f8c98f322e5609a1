import type { Metadata } from "next";
import { OneError } from "#components/operator/observe/one-error.tsx";
import { requireOperator } from "../../../../operator.ts";

export const metadata: Metadata = { title: "Error" };

export default async function OneErrorPage({ params }: { params: Promise<{ fingerprint: string }> }) {
  await requireOperator();
  return <OneError fingerprint={(await params).fingerprint} />;
}
