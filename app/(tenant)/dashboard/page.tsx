import type { Metadata } from "next";
import { requireMember } from "../../caller.ts";
import { Overview } from "./overview.tsx";

export const metadata: Metadata = { title: "Dashboard" };

export default async function OverviewPage() {
  const { user } = await requireMember();
  return <Overview role={user.role} />;
}
