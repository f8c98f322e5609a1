import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { Inbox } from "#components/inbox/inbox.tsx";
import { SiteLayout } from "#components/shell/site.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { caughtMail } from "#lib/email/inbox.ts";
import { AppError } from "#lib/errors.ts";
import { clientIp } from "#lib/http/admission.ts";

export const metadata: Metadata = { title: "Development inbox" };

export default async function InboxPage({ searchParams }: { searchParams: Promise<{ mail?: string }> }) {
  const asked = await headers();
  const mails = await caughtMail({ host: asked.get("host"), ip: clientIp(asked) }).catch((error) => {
    if (error instanceof AppError) notFound();
    throw error;
  });
  const { mail } = await searchParams;
  return (
    <SiteLayout>
      <div className="mx-auto grid max-w-6xl gap-4 px-4 py-8">
        <PageHeader
          title="Development inbox"
          description="Mail that this installation would have sent. Configure SMTP to send it."
        />
        <Inbox mails={mails} selected={mails.find((m) => m.id === mail) ?? null} />
      </div>
    </SiteLayout>
  );
}
