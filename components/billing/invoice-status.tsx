import { useTranslations } from "next-intl";
import { dateLocale } from "#components/format/locale.ts";
import { StatusPill, type Tone } from "#components/ui/badge.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { InvoiceAnswer } from "./queries.ts";

const states = (
  t: Translator<"billing">,
): Record<InvoiceAnswer["status"], { tone: Tone; label: string }> => ({
  draft: { tone: "neutral", label: t("invoiceStatus.draft") },
  finalised: { tone: "info", label: t("invoiceStatus.finalised") },
  sent: { tone: "info", label: t("invoiceStatus.open") },
  paid: { tone: "ok", label: t("invoiceStatus.paid") },
  overdue: { tone: "bad", label: t("invoiceStatus.overdue") },
  void: { tone: "neutral", label: t("invoiceStatus.void") },
  uncollectible: { tone: "warn", label: t("invoiceStatus.writtenOff") },
});

/** Every state, to choose one of. */
export const invoiceStates = (t: Translator<"billing">) =>
  Object.entries(states(t)).map(([value, { label }]) => ({ value, label }));

export function InvoiceStatus({ status }: { status: InvoiceAnswer["status"] }) {
  const t = useTranslations("billing");
  const { tone, label } = states(t)[status];
  return <StatusPill tone={tone}>{label}</StatusPill>;
}

export function invoiceName(
  t: Translator<"billing">,
  { number, reason }: Pick<InvoiceAnswer, "number" | "reason">,
): string {
  const kind = reason === "credit_note" ? t("invoiceStatus.creditNote") : t("invoiceStatus.invoice");
  return number ? `${kind} ${number}` : t("invoiceStatus.draft2", { kind });
}

/** "October 2026" of a period's first day, in the reader's language. */
export function periodName(day: string): string {
  return new Intl.DateTimeFormat(dateLocale(), { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(day),
  );
}
