import type { Metadata } from "next";
import { DeletionCard } from "#components/exports/deletion-card.tsx";
import { ExportCard } from "#components/exports/export-card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireMember } from "../../../caller.ts";
import { AdminsOnly } from "../admins-only.tsx";

export const metadata: Metadata = { title: "Data" };

export default async function DataPage() {
  const { tenant, user } = await requireMember();
  if (user.role !== "admin") return <AdminsOnly what="its data" />;
  return (
    <div className="grid max-w-3xl grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title="Data"
          description={`What ${tenant.name} has is yours: take it with you, or delete it.`}
        />
      </div>
      <ExportCard />
      <DeletionCard name={tenant.name} slug={tenant.slug} />
    </div>
  );
}
