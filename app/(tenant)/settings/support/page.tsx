import type { Metadata } from "next";
import { SupportAccessCards } from "#components/support/support-access.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireMember } from "../../../caller.ts";
import { AdminsOnly } from "../admins-only.tsx";

export const metadata: Metadata = { title: "Support access" };

export default async function SupportPage() {
  const { user } = await requireMember();
  if (user.role !== "admin") return <AdminsOnly what="support access" />;
  return (
    <div className="grid max-w-3xl grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title="Support access"
          description="The people who run the platform see nothing of your work, unless you let them in."
        />
      </div>
      <SupportAccessCards />
    </div>
  );
}
