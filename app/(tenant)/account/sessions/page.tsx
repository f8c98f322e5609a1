import type { Metadata } from "next";
import { Sessions } from "#components/account/sessions.tsx";
import { requireMember } from "../../../caller.ts";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage() {
  const { tenant } = await requireMember();
  return <Sessions organisation={tenant.name} />;
}
