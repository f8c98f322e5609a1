import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { config } from "#lib/config/index.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { pageHost } from "../../caller.ts";
import { SignUp } from "../auth-forms.tsx";

export const metadata: Metadata = { title: "Create an organisation" };

export default async function SignUpPage() {
  if ((await pageHost()).kind !== "root") redirect(`${originOf(null)}/sign-up`);
  return (
    <AuthLayout
      title="Create your organisation"
      description="Free for 100 files, 10 GiB and 10,000 API calls a month."
      footer={
        <>
          Have one already?{" "}
          <Link href="/sign-in" className="text-brand-text underline underline-offset-4">
            Sign in
          </Link>
        </>
      }
    >
      <SignUp rootDomain={config().rootDomain} />
    </AuthLayout>
  );
}
