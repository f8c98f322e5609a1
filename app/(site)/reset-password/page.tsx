import type { Metadata } from "next";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { pageHost } from "../../caller.ts";
import { ResetPassword } from "../auth-forms.tsx";

export const metadata: Metadata = { title: "Choose a new password", referrer: "no-referrer" };

export default async function ResetPasswordPage() {
  const host = await pageHost();
  return (
    <AuthLayout tenant={host.kind === "tenant" ? host.tenant : null} title="Choose a new password">
      <ResetPassword />
    </AuthLayout>
  );
}
