import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { PERMISSIONS } from "#lib/tenancy/permissions.ts";
import { requireMember } from "../../../caller.ts";
import { Members } from "./members.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("members");
  return { title: t("page.members") };
}

export default async function MembersPage() {
  const { user } = await requireMember();
  return (
    <Words areas={["members"]}>
      <Members
        ownId={user.id}
        isAdmin={user.role === "admin"}
        permissions={PERMISSIONS.map(({ may, role }) => ({ may, role }))}
      />
    </Words>
  );
}
