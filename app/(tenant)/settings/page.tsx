import type { Metadata } from "next";
import { requireMember } from "../../caller.ts";
import { Settings } from "./settings.tsx";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { user } = await requireMember();
  return <Settings role={user.role} />;
}
