import type { Metadata } from "next";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { pageHost } from "../../caller.ts";
import { ForgotPassword } from "../auth-forms.tsx";

export const metadata: Metadata = { title: "Reset your password", referrer: "no-referrer" };

export default async function ForgotPasswordPage() {
  const host = await pageHost();
  return (
    <AuthLayout
      tenant={host.kind === "tenant" ? host.tenant : null}
      title="Reset your password"
      description="We mail you a link to choose a new one."
    >
      <ForgotPassword />
    </AuthLayout>
  );
}
