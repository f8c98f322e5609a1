import { LockKeyhole } from "lucide-react";
import type { Metadata } from "next";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { requireMember } from "../../../caller.ts";
import { Webhooks } from "./webhooks.tsx";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  const { user } = await requireMember();
  if (user.role === "admin") return <Webhooks />;
  return (
    <div>
      <PageHeader title="Webhooks" description="For programs that are told when something happens here." />
      <Card>
        <EmptyState icon={LockKeyhole} title="Admins manage webhooks">
          Ask an admin of the organisation for one.
        </EmptyState>
      </Card>
    </div>
  );
}
