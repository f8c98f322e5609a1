import type { Metadata } from "next";
import { PasswordCard } from "#components/account/password-card.tsx";
import { SecondFactorCard } from "#components/account/second-factor-card.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { hasPassword } from "#lib/auth/change-password.ts";
import { memberCtx, sessionState } from "../../../caller.ts";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage() {
  const ctx = await memberCtx();
  const { secondFactor } = await sessionState();
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader title="Security" description="How you sign in, at all of your organisations." />
      {secondFactor === "to_set_up" && (
        <Callout tone="warn" title={`${ctx.tenant.name} requires a second factor`}>
          Set one up to go on. Until then nothing else opens here.
        </Callout>
      )}
      <SecondFactorCard has={secondFactor} />
      {secondFactor === "ok" && <PasswordCard hasPassword={await hasPassword(ctx)} />}
    </div>
  );
}
