import type { Metadata } from "next";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { Button } from "#components/ui/button.tsx";
import { originOf } from "#lib/tenancy/host.ts";

export const metadata: Metadata = { title: "No such organisation" };

export default function NoOrganisationPage() {
  return (
    <AuthLayout
      title="No such organisation"
      description="Nobody has this address. Check its spelling, or ask who invited you for the right one."
    >
      <Button asChild variant="primary" size="lg" className="w-full">
        <a href={`${originOf(null)}/sign-in`}>Find your organisation</a>
      </Button>
    </AuthLayout>
  );
}
