import type { Metadata } from "next";
import { Notifications } from "#components/account/notifications.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireMember } from "../../../caller.ts";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage() {
  const { tenant } = await requireMember();
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader
        title="Notifications"
        description={`What you are told of ${tenant.name}, by mail and in the product.`}
      />
      <Notifications />
    </div>
  );
}
