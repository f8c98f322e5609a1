import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { pageHost } from "../../caller.ts";
import { ConfirmEmail } from "./confirm-email.tsx";

export const metadata: Metadata = { title: "Confirm an address", referrer: "no-referrer" };

export default async function ConfirmEmailPage() {
  const host = await pageHost();
  if (host.kind !== "tenant") redirect("/sign-in");
  return (
    <AuthLayout
      tenant={host.tenant}
      title="Confirm the change of address"
      description="Both the old and the new address have to agree."
    >
      <ConfirmEmail />
    </AuthLayout>
  );
}
