import { Time } from "#components/format/time-element.tsx";
import type { InvoiceDetailAnswer } from "./queries.ts";

type Entry = InvoiceDetailAnswer["timeline"][number];

const TITLES: Record<string, string> = {
  created: "Made",
  finalised: "Final, with its number",
  sent: "Sent",
  paid: "Paid",
  overdue: "Overdue",
  void: "Void",
  uncollectible: "Written off",
  payment_failed: "A payment failed",
  refunded: "Refunded",
  note: "Note",
};

/** What happened to the invoice, oldest first. */
export function InvoiceTimeline({ entries }: { entries: readonly Entry[] }) {
  const keyed = entries.map((entry, position) => ({ ...entry, key: `${position} ${entry.kind}` }));
  return (
    <ol aria-label="What happened" className="grid gap-3">
      {keyed.map((entry) => (
        <li key={entry.key} className="flex gap-3">
          <span aria-hidden className="mt-1.5 size-2 shrink-0 rounded-full bg-brand" />
          <div className="min-w-0">
            <p className="font-medium">{titleOf(entry)}</p>
            <p className="text-ink-3 text-sm">
              <Time at={entry.occurred_at} show="datetime" />
            </p>
            {Object.entries(entry.detail).map(([name, value]) => (
              <p key={name} className="break-words text-ink-2 text-sm">
                {name === "mail"
                  ? `about: ${value === "sent" ? "the new invoice" : value.replaceAll("_", " ")}`
                  : `${name.replaceAll("_", " ")}: ${value}`}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

function titleOf({ kind, detail }: Pick<Entry, "kind" | "detail">): string {
  if (kind === "note" && detail.mail) return "Mail to the admins and billing contacts";
  if (kind.startsWith("reminder")) return "Reminder sent";
  return TITLES[kind] ?? kind.replaceAll("_", " ");
}
