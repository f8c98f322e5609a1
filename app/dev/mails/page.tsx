import { notFound } from "next/navigation";
import { MailGallery } from "#components/dev/mails.tsx";
import { renderMail } from "#lib/email/render.ts";
import { sampleMails } from "#lib/email/samples.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { originOf } from "#lib/tenancy/host.ts";

/** Every mail with sample data; not there in production. `?color=…` and `?logo=1` dress it up. */
export default async function MailsPage({
  searchParams,
}: {
  searchParams: Promise<{ color?: string; logo?: string }>;
}) {
  if (process.env.NODE_ENV === "production") notFound();
  const { color, logo } = await searchParams;
  const branding = {
    name: "Nordbau Architekten",
    origin: originOf("nordbau"),
    color: color ? `#${color}` : "#0a7f3c",
    logoUrl: logo ? `${originOf(null)}/favicon.ico` : null,
    website: null,
  };
  const words = {
    organisation: branding.name,
    email: "ada@nordbau.example",
    webhookUrl: "https://hooks.nordbau.example/construction-ai",
    problem: keptText("no_answer", { seconds: 10 }),
  };
  const drawn = (locale: Locale) =>
    sampleMails(words, locale).map(({ kind, mail }) => ({
      kind,
      to: mail.to,
      ...renderMail(mail, mail.tenantId === null ? null : branding),
    }));
  return <MailGallery mails={{ en: drawn("en"), de: drawn("de") }} />;
}
