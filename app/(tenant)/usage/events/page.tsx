import type { Metadata } from "next";
import { requireMember } from "../../../caller.ts";
import { UsageEventsPage } from "./usage-events.tsx";

export const metadata: Metadata = { title: "Usage events" };

export default async function EventsPage() {
  const { user } = await requireMember();
  return <UsageEventsPage role={user.role} />;
}
