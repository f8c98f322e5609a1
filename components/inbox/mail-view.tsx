"use client";
import { useTranslations } from "next-intl";
import { Time } from "#components/format/time-element.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { CaughtMail } from "./inbox.tsx";
import { MailFrame } from "./mail-frame.tsx";

/** One mail. Its HTML is shown in a frame that runs no scripts and has no origin; links of its text can be followed. */
export function MailView({ mail }: { mail: CaughtMail }) {
  const t = useTranslations("inbox");
  const text = { value: "text", label: t("mailView.text"), content: <PlainText text={mail.text} /> };
  const html = {
    value: "html",
    label: t("mailView.html"),
    content: (
      <MailFrame
        title={t("mailView.htmlOf", { subject: mail.subject })}
        html={mail.html}
        className="h-[36rem]"
      />
    ),
  };
  return (
    <article className="grid gap-3 p-4" aria-label={mail.subject}>
      <h2 className="font-semibold text-xl">{mail.subject}</h2>
      <DataList
        items={[
          { key: "to", term: "To", value: mail.recipient },
          { key: "sent", term: t("mailView.sent"), value: <Time at={mail.created_at} show="datetime" /> },
        ]}
      />
      <Tabs label={t("mailView.partsOfTheMail")} items={mail.html ? [text, html] : [text]} />
    </article>
  );
}

function PlainText({ text }: { text: string }) {
  return (
    <p className="whitespace-pre-wrap break-words">
      {partsOf(text).map((part) =>
        part.link ? (
          <a
            key={part.at}
            href={part.text}
            className="break-all text-brand-text underline underline-offset-4"
          >
            {part.text}
          </a>
        ) : (
          <span key={part.at}>{part.text}</span>
        ),
      )}
    </p>
  );
}

function partsOf(text: string): { at: number; text: string; link: boolean }[] {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]+/g)) {
    parts.push(
      { at, text: text.slice(at, match.index), link: false },
      { at: match.index, text: match[0], link: true },
    );
    at = match.index + match[0].length;
  }
  return [...parts, { at, text: text.slice(at), link: false }].filter((part) => part.text !== "");
}
