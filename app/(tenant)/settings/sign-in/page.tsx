import { LockKeyhole } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { MailDomainsCard } from "#components/settings/mail-domains-card.tsx";
import { RequireSecondFactor } from "#components/settings/require-second-factor.tsx";
import { SsoCard } from "#components/settings/sso-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { requireMember } from "../../../caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("signInPage.signIn") };
}

export default async function SignInSettingsPage() {
  const t = await getTranslations("settings");
  const { user } = await requireMember();
  return (
    <Words areas={["settings"]}>
      <div className="grid max-w-3xl grid-cols-1 gap-5">
        <PageHeader title={t("signInPage.signIn")} description={t("signInPage.howMembersGetIntoThis")} />
        {user.role === "admin" ? (
          <>
            <RequireSecondFactor />
            <SsoCard />
            <MailDomainsCard />
          </>
        ) : (
          <Card>
            <EmptyState icon={LockKeyhole} title={t("signInPage.adminsDecideHowMembersSignIn")}>
              {t("signInPage.yourOwnPasswordAndSecondFactor")}
            </EmptyState>
          </Card>
        )}
      </div>
    </Words>
  );
}
