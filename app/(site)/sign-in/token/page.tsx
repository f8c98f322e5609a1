import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { pageHost } from "../../../caller.ts";
import { SignInByToken } from "../../auth-forms.tsx";

export const metadata: Metadata = { title: "Sign in", referrer: "no-referrer" };

export default async function TokenPage({ searchParams }: { searchParams: Promise<{ auto?: string }> }) {
  const host = await pageHost();
  if (host.kind !== "tenant") redirect("/sign-in");
  return (
    <AuthLayout
      tenant={host.tenant}
      title={`Continue to ${host.tenant.name}`}
      description="This link signs you in once."
    >
      <SignInByToken auto={(await searchParams).auto !== undefined} />
    </AuthLayout>
  );
}
