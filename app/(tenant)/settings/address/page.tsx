import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { requireMember } from "../../../caller.ts";
import { AdminsOnly } from "../admins-only.tsx";
import { Address } from "./address.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("addressPage.addressAndDomains") };
}

export default async function AddressPage() {
  const t = await getTranslations("settings");
  const { user } = await requireMember();
  if (user.role !== "admin")
    return (
      <Words areas={["settings"]}>
        <AdminsOnly what={t("addressPage.itsAddressAndDomains")} />
      </Words>
    );
  return (
    <Words areas={["settings"]}>
      <Address />
    </Words>
  );
}
