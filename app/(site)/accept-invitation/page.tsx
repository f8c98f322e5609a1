import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { pageHost } from "../../caller.ts";
import { AcceptInvitation } from "./accept-invitation.tsx";

export const metadata: Metadata = { title: "Accept an invitation", referrer: "no-referrer" };

export default async function AcceptInvitationPage() {
  const host = await pageHost();
  if (host.kind !== "tenant") redirect("/sign-in");
  return (
    <AuthLayout tenant={host.tenant} title={`Join ${host.tenant.name}`}>
      <AcceptInvitation organisation={host.tenant.name} signedInAs={host.user?.email ?? null} />
    </AuthLayout>
  );
}
