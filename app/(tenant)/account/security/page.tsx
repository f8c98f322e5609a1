import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PasswordCard } from "#components/account/password-card.tsx";
import { SecondFactorCard } from "#components/account/second-factor-card.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { hasPassword } from "#lib/auth/change-password.ts";
import { memberCtx, sessionState } from "../../../caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("securityPage.security") };
}

export default async function SecurityPage() {
  const t = await getTranslations("account");
  const ctx = await memberCtx();
  const { secondFactor } = await sessionState();
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader
        title={t("securityPage.security")}
        description={t("securityPage.howYouSignInAtAllOfYour")}
      />
      {secondFactor === "to_set_up" && (
        <Callout tone="warn" title={t("securityPage.requiresASecondFactor", { name: ctx.tenant.name })}>
          {t("securityPage.setOneUpToGoOnUntilThenNothing")}
        </Callout>
      )}
      <SecondFactorCard has={secondFactor} />
      {secondFactor === "ok" && <PasswordCard hasPassword={await hasPassword(ctx)} />}
    </div>
  );
}
