import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { pageHost } from "../../caller.ts";
import { ConfirmEmail } from "./confirm-email.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: t("confirmEmailPage.confirmAnAddress"), referrer: "no-referrer" };
}

export default async function ConfirmEmailPage() {
  const t = await getTranslations("site");
  const host = await pageHost();
  if (host.kind !== "tenant") redirect("/sign-in");
  return (
    <Words areas={["auth", "site"]}>
      <AuthLayout
        tenant={host.tenant}
        title={t("confirmEmailPage.confirmTheChangeOfAddress")}
        description={t("confirmEmailPage.bothTheOldAndTheNewAddressHave")}
      >
        <ConfirmEmail />
      </AuthLayout>
    </Words>
  );
}
