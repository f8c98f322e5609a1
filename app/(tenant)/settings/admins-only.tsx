import { LockKeyhole } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/states.tsx";

/** What a page of settings shows to members whom it does not concern. */
export function AdminsOnly({ what }: { what: string }) {
  const t = useTranslations("settings");
  return (
    <Card>
      <h1 className="sr-only">{t("adminsOnly.forAdmins")}</h1>
      <EmptyState icon={LockKeyhole} title={t("adminsOnly.forAdmins")}>
        {t("adminsOnly.adminsOfTheOrganisationLook", { what })}
      </EmptyState>
    </Card>
  );
}
