import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "#components/i18n/words.tsx";
import { Inbox } from "#components/inbox/inbox.tsx";
import { SiteLayout } from "#components/shell/site.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { caughtMail } from "#lib/email/inbox.ts";
import { AppError } from "#lib/errors.ts";
import { clientIp } from "#lib/http/admission.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inbox");
  return { title: t("page.developmentInbox") };
}

export default async function InboxPage({ searchParams }: { searchParams: Promise<{ mail?: string }> }) {
  const t = await getTranslations("inbox");
  const asked = await headers();
  const mails = await caughtMail({ host: asked.get("host"), ip: clientIp(asked) }).catch((error) => {
    if (error instanceof AppError) notFound();
    throw error;
  });
  const { mail } = await searchParams;
  return (
    <Words areas={["inbox"]}>
      <SiteLayout>
        <div className="mx-auto grid max-w-6xl gap-4 px-4 py-8">
          <PageHeader
            title={t("page.developmentInbox")}
            description={t("page.mailThatThisInstallationWould")}
          />
          <Inbox mails={mails} selected={mails.find((m) => m.id === mail) ?? null} />
        </div>
      </SiteLayout>
    </Words>
  );
}
