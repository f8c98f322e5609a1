import type { Metadata } from "next";
import { EraseCard, PersonalExportCard } from "#components/exports/personal-cards.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { erasureBlockers } from "#lib/auth/erase-account.ts";
import { person } from "#lib/tenancy/context.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { memberCtx } from "../../../caller.ts";

export const metadata: Metadata = { title: "Your data" };

export default async function YourDataPage() {
  const ctx = await memberCtx();
  const { organisations } = await erasureBlockers(ctx);
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader title="Your data" description="What we have about you, at all of your organisations." />
      <PersonalExportCard />
      <EraseCard email={person(ctx).email} blockers={organisations} platform={originOf(null)} />
    </div>
  );
}
