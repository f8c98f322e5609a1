import type { Metadata } from "next";
import { requireMember } from "../../caller.ts";
import { Usage } from "./usage.tsx";

export const metadata: Metadata = { title: "Usage" };

export default async function UsagePage() {
  const { user } = await requireMember();
  return <Usage role={user.role} />;
}
