import { useTranslations } from "next-intl";
import { Time } from "#components/format/time-element.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { InvoiceDetailAnswer } from "./queries.ts";

type Entry = InvoiceDetailAnswer["timeline"][number];

const titles = (t: Translator<"billing">): Record<string, string> => ({
  created: t("invoiceTimeline.made"),
  finalised: t("invoiceTimeline.finalWithItsNumber"),
  sent: t("invoiceTimeline.sent"),
  paid: t("invoiceTimeline.paid"),
  overdue: t("invoiceTimeline.overdue"),
  void: t("invoiceTimeline.void"),
  uncollectible: t("invoiceTimeline.writtenOff"),
  payment_failed: t("invoiceTimeline.aPaymentFailed"),
  refunded: t("invoiceTimeline.refunded"),
  note: t("invoiceTimeline.note"),
});

/** What happened to the invoice, oldest first. */
export function InvoiceTimeline({ entries }: { entries: readonly Entry[] }) {
  const t = useTranslations("billing");
  const keyed = entries.map((entry, position) => ({ ...entry, key: `${position} ${entry.kind}` }));
  return (
    <ol aria-label={t("invoiceTimeline.whatHappened")} className="grid gap-3">
      {keyed.map((entry) => (
        <li key={entry.key} className="flex gap-3">
          <span aria-hidden className="mt-1.5 size-2 shrink-0 rounded-full bg-brand" />
          <div className="min-w-0">
            <p className="font-medium">{titleOf(t, entry)}</p>
            <p className="text-ink-3 text-sm">
              <Time at={entry.occurred_at} show="datetime" />
            </p>
            {Object.entries(entry.detail).map(([name, value]) => (
              <p key={name} className="break-words text-ink-2 text-sm">
                {detailText(t, name, value)}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** A detail without a text of its own stands as it is spelt. */
function detailText(t: Translator<"billing">, name: string, value: string): string {
  // Of "reminder:7" what it reminds of.
  const about = value.split(":")[0] ?? "";
  if (name === "mail" && t.has(`invoiceTimeline.mails.${about as "sent"}`))
    return t(`invoiceTimeline.mails.${about as "sent"}`);
  const label = t.has(`invoiceTimeline.details.${name as "number"}`)
    ? t(`invoiceTimeline.details.${name as "number"}`)
    : name.replaceAll("_", " ");
  return t("invoiceTimeline.detail", { name: label, value });
}

function titleOf(t: Translator<"billing">, { kind, detail }: Pick<Entry, "kind" | "detail">): string {
  if (kind === "note" && detail.mail) return t("invoiceTimeline.mailToTheAdminsAndBilling");
  if (kind.startsWith("reminder")) return t("invoiceTimeline.reminderSent");
  return titles(t)[kind] ?? kind.replaceAll("_", " ");
}
