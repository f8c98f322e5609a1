import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { pageHost } from "../../caller.ts";
import { ResetPassword } from "../auth-forms.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: t("resetPasswordPage.chooseANewPassword"), referrer: "no-referrer" };
}

export default async function ResetPasswordPage() {
  const t = await getTranslations("site");
  const host = await pageHost();
  return (
    <Words areas={["auth"]}>
      <AuthLayout
        tenant={host.kind === "tenant" ? host.tenant : null}
        title={t("resetPasswordPage.chooseANewPassword")}
      >
        <ResetPassword />
      </AuthLayout>
    </Words>
  );
}
