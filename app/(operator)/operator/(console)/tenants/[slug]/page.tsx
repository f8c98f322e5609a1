import type { Metadata } from "next";
import { Words } from "#components/i18n/words.tsx";
import { TenantPage } from "#components/operator/tenant-page.tsx";
import { requireOperator } from "../../../../operator.ts";

export const metadata: Metadata = { title: "Organisation" };

export default async function OneTenantPage({ params }: { params: Promise<{ slug: string }> }) {
  await requireOperator();
  return (
    <Words areas={["billing", "data", "usage"]}>
      <TenantPage slug={(await params).slug} />
    </Words>
  );
}
