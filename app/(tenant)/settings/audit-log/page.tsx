import { LockKeyhole } from "lucide-react";
import type { Metadata } from "next";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { RETENTION_DAYS } from "#lib/audit/retention.ts";
import { requireMember } from "../../../caller.ts";
import { AuditLog } from "./audit-log.tsx";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditLogPage() {
  const { user, tenant } = await requireMember();
  if (user.role === "admin") return <AuditLog keptDays={RETENTION_DAYS[tenant.subscriptionTier]} />;
  return (
    <div>
      <PageHeader title="Audit log" />
      <Card>
        <EmptyState icon={LockKeyhole} title="Admins read the audit log">
          Ask an admin of the organisation.
        </EmptyState>
      </Card>
    </div>
  );
}
