import { LockKeyhole } from "lucide-react";
import type { Metadata } from "next";
import { MailDomainsCard } from "#components/settings/mail-domains-card.tsx";
import { RequireSecondFactor } from "#components/settings/require-second-factor.tsx";
import { SsoCard } from "#components/settings/sso-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { requireMember } from "../../../caller.ts";

export const metadata: Metadata = { title: "Sign-in" };

export default async function SignInSettingsPage() {
  const { user } = await requireMember();
  return (
    <div className="grid max-w-3xl grid-cols-1 gap-5">
      <PageHeader title="Sign-in" description="How members get into this organisation." />
      {user.role === "admin" ? (
        <>
          <RequireSecondFactor />
          <SsoCard />
          <MailDomainsCard />
        </>
      ) : (
        <Card>
          <EmptyState icon={LockKeyhole} title="Admins decide how members sign in">
            Your own password and second factor are under Your account.
          </EmptyState>
        </Card>
      )}
    </div>
  );
}
