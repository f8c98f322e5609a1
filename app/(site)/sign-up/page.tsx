import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { FreePlan } from "#components/shell/landing/free-plan.tsx";
import { config } from "#lib/config/index.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { pageHost } from "../../caller.ts";
import { SignUp } from "../auth-forms.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: t("signUpPage.createAnOrganisation") };
}

export default async function SignUpPage() {
  const t = await getTranslations("site");
  if ((await pageHost()).kind !== "root") redirect(`${originOf(null)}/sign-up`);
  return (
    <Words areas={["auth"]}>
      <AuthLayout
        title={t("signUpPage.createYourOrganisation")}
        description={<FreePlan />}
        footer={t.rich("signUpPage.haveOneAlreadySignIn", {
          link: (chunks) => (
            <Link href="/sign-in" className="text-brand-text underline underline-offset-4">
              {chunks}
            </Link>
          ),
        })}
      >
        <SignUp rootDomain={config().rootDomain} />
      </AuthLayout>
    </Words>
  );
}
