import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { Button } from "#components/ui/button.tsx";
import { originOf } from "#lib/tenancy/host.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: t("noOrganisationPage.noSuchOrganisation") };
}

export default function NoOrganisationPage() {
  const t = useTranslations("site");
  return (
    <AuthLayout
      title={t("noOrganisationPage.noSuchOrganisation")}
      description={t("noOrganisationPage.nobodyHasThisAddressCheckIts")}
    >
      <Button asChild variant="primary" size="lg" className="w-full">
        <a href={`${originOf(null)}/sign-in`}>{t("noOrganisationPage.findYourOrganisation")}</a>
      </Button>
    </AuthLayout>
  );
}
