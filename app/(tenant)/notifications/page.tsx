import type { Metadata } from "next";
import { Notices } from "#components/notifications/notices.tsx";
import { requireMember } from "../../caller.ts";

export const metadata: Metadata = { title: "Notifications" };

export default async function NoticesPage() {
  await requireMember();
  return <Notices />;
}
