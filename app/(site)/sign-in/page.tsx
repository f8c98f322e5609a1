import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { ssoOffer } from "#lib/auth/sso/offer.ts";
import { ssoProblem } from "#lib/auth/sso/refusal.ts";
import { config } from "#lib/config/index.ts";
import { pageHost } from "../../caller.ts";
import { FindOrganisation, SignIn } from "../auth-forms.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: t("signInPage.signIn") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string; error?: string }>;
}) {
  const t = await getTranslations("site");
  const host = await pageHost();
  if (host.kind === "unknown") redirect("/no-organisation");
  if (host.kind === "root") {
    const { rootDomain } = config();
    return (
      <Words areas={["auth"]}>
        <AuthLayout
          title={t("signInPage.findYourOrganisation")}
          description={t("signInPage.everybodySignsInAtTheir")}
          footer={t.rich("signInPage.noneYetCreateAnOrganisation", {
            link: (chunks) => (
              <Link href="/sign-up" className="text-brand-text underline underline-offset-4">
                {chunks}
              </Link>
            ),
          })}
        >
          <FindOrganisation rootDomain={rootDomain} />
        </AuthLayout>
      </Words>
    );
  }
  // Only a page of this host; anything else goes to the dashboard.
  const { next = "/dashboard", error } = await searchParams;
  const safe = /^\/(?![/\\])/.test(next) ? next : "/dashboard";
  if (host.user) redirect(safe);
  return (
    <Words areas={["auth"]}>
      <AuthLayout
        tenant={host.tenant}
        title={t("signInPage.signIn")}
        description={t("signInPage.to", { name: host.tenant.name })}
      >
        <SignIn
          next={safe}
          organisation={host.tenant.name}
          sso={await ssoOffer(host.tenant.id)}
          problem={ssoProblem(error, host.tenant.name)}
        />
      </AuthLayout>
    </Words>
  );
}
