import { LockKeyhole } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { requireMember } from "../../../caller.ts";
import { Webhooks } from "./webhooks.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("webhooks");
  return { title: t("page.webhooks") };
}

export default async function WebhooksPage() {
  const t = await getTranslations("webhooks");
  const { user } = await requireMember();
  if (user.role === "admin")
    return (
      <Words areas={["webhooks"]}>
        <Webhooks />
      </Words>
    );
  return (
    <Words areas={["webhooks"]}>
      <div>
        <PageHeader title={t("page.webhooks")} description={t("page.forProgramsThatAreToldWhen")} />
        <Card>
          <EmptyState icon={LockKeyhole} title={t("page.adminsManageWebhooks")}>
            {t("page.askAnAdminOfTheOrganisationFor")}
          </EmptyState>
        </Card>
      </div>
    </Words>
  );
}
