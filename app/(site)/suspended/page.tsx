import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { pageHost } from "../../caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: t("suspendedPage.suspended") };
}

export default async function SuspendedPage() {
  const t = await getTranslations("site");
  const host = await pageHost();
  if (host.kind !== "tenant" || host.tenant.isActive) redirect("/");
  return (
    <AuthLayout tenant={host.tenant} title={t("suspendedPage.thisOrganisationIsSuspended")}>
      <Callout tone="warn">
        {t("suspendedPage.itsFilesAndEstimatesAreKeptAn", { name: host.tenant.name })}
      </Callout>
      {host.user?.role === "admin" && (
        <Button asChild variant="primary" className="mt-4 w-full">
          <Link href="/invoices">{t("suspendedPage.invoices")}</Link>
        </Button>
      )}
    </AuthLayout>
  );
}
