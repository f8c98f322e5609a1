import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ForgotPasswordForm } from "#components/auth/password-reset-forms.tsx";
import { Words } from "#components/i18n/words.tsx";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { pageHost } from "../../caller.ts";
import { requestReset } from "./actions.ts";

// No referrer policy of its own: under `no-referrer` browsers post a form with `Origin: null`, which is refused.
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: t("forgotPasswordPage.resetYourPassword") };
}

export default async function ForgotPasswordPage() {
  const t = await getTranslations("site");
  const host = await pageHost();
  return (
    <Words areas={["auth"]}>
      <AuthLayout
        tenant={host.kind === "tenant" ? host.tenant : null}
        title={t("forgotPasswordPage.resetYourPassword")}
        description={t("forgotPasswordPage.weMailYouALinkToChooseANewOne")}
      >
        <ForgotPasswordForm request={requestReset} />
      </AuthLayout>
    </Words>
  );
}
