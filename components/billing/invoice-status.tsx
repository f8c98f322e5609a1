import { StatusPill, type Tone } from "#components/ui/badge.tsx";
import type { InvoiceAnswer } from "./queries.ts";

const STATES: Record<InvoiceAnswer["status"], { tone: Tone; label: string }> = {
  draft: { tone: "neutral", label: "Draft" },
  finalised: { tone: "info", label: "Finalised" },
  sent: { tone: "info", label: "Open" },
  paid: { tone: "ok", label: "Paid" },
  overdue: { tone: "bad", label: "Overdue" },
  void: { tone: "neutral", label: "Void" },
  uncollectible: { tone: "warn", label: "Written off" },
};

/** Every state, to choose one of. */
export const INVOICE_STATES = Object.entries(STATES).map(([value, { label }]) => ({ value, label }));

export function InvoiceStatus({ status }: { status: InvoiceAnswer["status"] }) {
  const { tone, label } = STATES[status];
  return <StatusPill tone={tone}>{label}</StatusPill>;
}

export function invoiceName({ number, reason }: Pick<InvoiceAnswer, "number" | "reason">): string {
  const kind = reason === "credit_note" ? "Credit note" : "Invoice";
  return number ? `${kind} ${number}` : `${kind}, draft`;
}

/** "October 2026" of a period's first day. */
export function periodName(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(day),
  );
}
