import { LockKeyhole } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { RETENTION_DAYS } from "#lib/audit/retention.ts";
import { requireMember } from "../../../caller.ts";
import { AuditLog } from "./audit-log.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("auditLogPage.auditLog") };
}

export default async function AuditLogPage() {
  const t = await getTranslations("audit");
  const { user, tenant } = await requireMember();
  if (user.role === "admin")
    return (
      <Words areas={["audit"]}>
        <AuditLog keptDays={RETENTION_DAYS[tenant.subscriptionTier]} />
      </Words>
    );
  return (
    <Words areas={["audit"]}>
      <div>
        <PageHeader title={t("auditLogPage.auditLog")} />
        <Card>
          <EmptyState icon={LockKeyhole} title={t("auditLogPage.adminsReadTheAuditLog")}>
            {t("auditLogPage.askAnAdminOfTheOrganisation")}
          </EmptyState>
        </Card>
      </div>
    </Words>
  );
}
