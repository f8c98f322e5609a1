import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../../caller.ts";
import { AdminsOnly } from "../admins-only.tsx";
import { Branding } from "./branding.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("brandingPage.branding") };
}

export default async function BrandingPage() {
  const t = await getTranslations("settings");
  const { tenant, user } = await requireMember();
  if (user.role !== "admin")
    return (
      <Words areas={["settings"]}>
        <AdminsOnly what={t("brandingPage.theLogoAndColour")} />
      </Words>
    );
  return (
    <Words areas={["settings"]}>
      <Branding logoUrl={tenant.logoUrl} name={tenant.name} />
    </Words>
  );
}
