import type { Metadata } from "next";
import { PERMISSIONS } from "#lib/tenancy/permissions.ts";
import { requireMember } from "../../../caller.ts";
import { Members } from "./members.tsx";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage() {
  const { user } = await requireMember();
  return (
    <Members
      ownId={user.id}
      isAdmin={user.role === "admin"}
      permissions={PERMISSIONS.map(({ may, role }) => ({ may, role }))}
    />
  );
}
