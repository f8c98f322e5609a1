import { Inbox as InboxIcon, MailOpen } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Time } from "#components/format/time-element.tsx";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { EmptyState } from "#components/ui/states.tsx";
import { MailView } from "./mail-view.tsx";

export interface CaughtMail {
  id: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
  created_at: string;
}

export interface InboxProps {
  mails: readonly Omit<CaughtMail, "text" | "html">[];
  selected: CaughtMail | null;
  /** Where a mail is opened; `{id}` is replaced. */
  href?: string;
}

/** The mails caught in development: the list, and the one opened beside it. */
export function Inbox({ mails, selected, href = "/inbox?mail={id}" }: InboxProps) {
  const t = useTranslations("inbox");
  if (mails.length === 0) {
    return (
      <Card>
        <EmptyState icon={InboxIcon} title={t("inbox.noMailCaughtYet")}>
          {t("inbox.whileNoMailServerIsConfigured")}
        </EmptyState>
      </Card>
    );
  }
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
      <Card className={cn(selected && "max-lg:order-2")}>
        <ul aria-label={t("inbox.caughtMails")} className="max-h-[75dvh] overflow-y-auto">
          {mails.map((mail) => (
            <li key={mail.id} className="border-line border-b last:border-b-0">
              <Link
                href={href.replace("{id}", encodeURIComponent(mail.id))}
                aria-current={mail.id === selected?.id ? "true" : undefined}
                className={cn(
                  "grid grid-cols-1 gap-0.5 px-4 py-2.5 hover:bg-subtle focus-visible:outline-offset-[-2px]",
                  mail.id === selected?.id && "bg-hover",
                )}
              >
                <span className="flex items-baseline justify-between gap-3">
                  <span className="truncate font-medium">{mail.subject}</span>
                  <span className="shrink-0 text-ink-3 text-xs">
                    <Time at={mail.created_at} show="relative" />
                  </span>
                </span>
                <span className="truncate text-ink-2 text-sm">{mail.recipient}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Card>
      <Card>
        {selected ? (
          <MailView mail={selected} />
        ) : (
          <EmptyState icon={MailOpen} title={t("inbox.noMailOpened")}>
            {t("inbox.chooseOneFromTheList")}
          </EmptyState>
        )}
      </Card>
    </div>
  );
}
