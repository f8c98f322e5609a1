"use client";
import { useState } from "react";
import { MailFrame } from "#components/inbox/mail-frame.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { Locale } from "#lib/i18n/locales.ts";

export interface GalleryMail {
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Every kind of mail: its HTML as a mail program shows it, its text beside. */
export function MailGallery({ mails }: { mails: Record<Locale, readonly GalleryMail[]> }) {
  const [locale, setLocale] = useState<Locale>("en");
  const [scheme, setScheme] = useState<"light" | "dark">("light");
  const [isPhone, setPhone] = useState(false);
  return (
    <main className="mx-auto grid max-w-7xl gap-8 px-4 py-8">
      <PageHeader
        title="Mails"
        description="Every mail that the product sends, with sample data."
        actions={
          <>
            <Button variant="secondary" onClick={() => setLocale(locale === "en" ? "de" : "en")}>
              {locale === "en" ? "Show German" : "Show English"}
            </Button>
            <Button variant="secondary" onClick={() => setScheme(scheme === "light" ? "dark" : "light")}>
              {scheme === "light" ? "Show dark" : "Show light"}
            </Button>
            <Button variant="secondary" onClick={() => setPhone(!isPhone)}>
              {isPhone ? "Show wide" : "Show phone width"}
            </Button>
          </>
        }
      />
      {mails[locale].map((mail) => (
        <section key={mail.kind} className="grid gap-3" aria-label={mail.kind}>
          <h2 className="font-semibold text-lg">
            {mail.kind} <span className="font-normal text-ink-2">{mail.subject}</span>
          </h2>
          <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
            <MailFrame
              title={`HTML of ${mail.kind}`}
              html={mail.html}
              scheme={scheme}
              className={isPhone ? "h-[44rem] max-w-[375px]" : "h-[38rem]"}
            />
            <pre className="overflow-x-auto whitespace-pre-wrap rounded-md border border-line bg-subtle p-3 font-mono text-sm [overflow-wrap:anywhere]">
              {mail.text}
            </pre>
          </div>
        </section>
      ))}
    </main>
  );
}
