import type { Metadata } from "next";
import { TenantPage } from "#components/operator/tenant-page.tsx";
import { requireOperator } from "../../../../operator.ts";

export const metadata: Metadata = { title: "Organisation" };

export default async function OneTenantPage({ params }: { params: Promise<{ slug: string }> }) {
  await requireOperator();
  return <TenantPage slug={(await params).slug} />;
}
