import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { config } from "#lib/config/index.ts";
import { pageHost } from "../../../caller.ts";
import { SignInByToken } from "./sign-in-by-token.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: t("tokenPage.signIn"), referrer: "no-referrer" };
}

/** Only from a page of this platform a link is spent at once; from elsewhere the person decides, by a button. */
async function fromOurPages(): Promise<boolean> {
  const site = (await headers()).get("sec-fetch-site");
  // Browsers hold each name below localhost for a site of its own.
  return site === "same-origin" || site === "same-site" || /^localhost(:|$)/.test(config().rootDomain);
}

export default async function TokenPage({ searchParams }: { searchParams: Promise<{ auto?: string }> }) {
  const t = await getTranslations("site");
  const host = await pageHost();
  if (host.kind !== "tenant") redirect("/sign-in");
  return (
    <Words areas={["auth", "site"]}>
      <AuthLayout
        tenant={host.tenant}
        title={t("tokenPage.continueTo", { name: host.tenant.name })}
        description={t("tokenPage.thisLinkSignsYouInOnce")}
      >
        <SignInByToken
          auto={(await searchParams).auto !== undefined && (await fromOurPages())}
          signedInAs={host.user?.email ?? null}
        />
      </AuthLayout>
    </Words>
  );
}
