import type { Metadata } from "next";
import { ForgotPasswordForm } from "#components/auth/password-reset-forms.tsx";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { pageHost } from "../../caller.ts";
import { requestReset } from "./actions.ts";

// No referrer policy of its own: under `no-referrer` browsers post a form with `Origin: null`, which is refused.
export const metadata: Metadata = { title: "Reset your password" };

export default async function ForgotPasswordPage() {
  const host = await pageHost();
  return (
    <AuthLayout
      tenant={host.kind === "tenant" ? host.tenant : null}
      title="Reset your password"
      description="We mail you a link to choose a new one."
    >
      <ForgotPasswordForm request={requestReset} />
    </AuthLayout>
  );
}
