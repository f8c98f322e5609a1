import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { ssoOffer } from "#lib/auth/sso/offer.ts";
import { ssoProblem } from "#lib/auth/sso/refusal.ts";
import { config } from "#lib/config/index.ts";
import { pageHost } from "../../caller.ts";
import { FindOrganisation, SignIn } from "../auth-forms.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string; error?: string }>;
}) {
  const host = await pageHost();
  if (host.kind === "unknown") redirect("/no-organisation");
  if (host.kind === "root") {
    const { rootDomain } = config();
    return (
      <AuthLayout
        title="Find your organisation"
        description="Everybody signs in at their organisation's own address."
        footer={
          <>
            None yet?{" "}
            <Link href="/sign-up" className="text-brand-text underline underline-offset-4">
              Create an organisation
            </Link>
          </>
        }
      >
        <FindOrganisation rootDomain={rootDomain} />
      </AuthLayout>
    );
  }
  // Only a page of this host; anything else goes to the dashboard.
  const { next = "/dashboard", error } = await searchParams;
  const safe = /^\/(?![/\\])/.test(next) ? next : "/dashboard";
  if (host.user) redirect(safe);
  return (
    <AuthLayout tenant={host.tenant} title="Sign in" description={`to ${host.tenant.name}`}>
      <SignIn
        next={safe}
        organisation={host.tenant.name}
        sso={await ssoOffer(host.tenant.id)}
        problem={ssoProblem(error, host.tenant.name)}
      />
    </AuthLayout>
  );
}
