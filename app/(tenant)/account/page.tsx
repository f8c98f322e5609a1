import type { Metadata } from "next";
import { EmailCard, NameCard } from "#components/account/profile-cards.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireMember } from "../../caller.ts";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { user } = await requireMember();
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader title="Profile" description="Your account is one for all of your organisations." />
      <NameCard name={user.name} />
      <EmailCard email={user.email} />
    </div>
  );
}
