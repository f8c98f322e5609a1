import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { pageHost } from "../../caller.ts";
import { AcceptInvitation } from "./accept-invitation.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: t("acceptInvitationPage.acceptAnInvitation"), referrer: "no-referrer" };
}

export default async function AcceptInvitationPage() {
  const t = await getTranslations("site");
  const host = await pageHost();
  if (host.kind !== "tenant") redirect("/sign-in");
  return (
    <Words areas={["auth", "members", "site"]}>
      <AuthLayout tenant={host.tenant} title={t("acceptInvitationPage.join", { name: host.tenant.name })}>
        <AcceptInvitation organisation={host.tenant.name} signedInAs={host.user?.email ?? null} />
      </AuthLayout>
    </Words>
  );
}
