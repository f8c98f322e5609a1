"use client";
import { useTranslations } from "next-intl";
import { formatDate, formatDateTime } from "#components/format/time.ts";
import { rowLink } from "#components/ui/data-table.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { actionLabel, actorName, byDay, type EntryAnswer, fieldLabel, targetLabel } from "./labels.ts";

const cell = "px-3 py-2 align-baseline first:pl-4 last:pr-4";

/** The log by day (UTC), newest first; an entry opens in full. */
export function EntriesTable({
  entries,
  onOpen,
}: {
  entries: readonly EntryAnswer[];
  onOpen: (entry: EntryAnswer) => void;
}) {
  const t = useTranslations("audit");
  return (
    <ScrollRegion label={t("entriesTable.auditLog")}>
      <table className="w-full border-separate border-spacing-0 text-base">
        <caption className="sr-only">{t("entriesTable.auditLogNewestFirst")}</caption>
        <thead>
          <tr className="text-left text-ink-3 text-sm">
            {(["time", "what", "who", "from"] as const).map((name) => (
              <th
                key={name}
                scope="col"
                className={`${cell} border-line border-b py-2 font-medium ${name === "from" ? "max-md:hidden" : ""}`}
              >
                {t(`entriesTable.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        {byDay(entries).map(({ day, entries: ofDay }) => (
          <tbody key={day}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={4}
                className="border-line border-b bg-subtle px-4 py-1.5 text-left font-medium text-ink-2 text-sm"
              >
                {formatDate(day)}
              </th>
            </tr>
            {ofDay.map((entry) => (
              <tr key={entry.id} className="hover:bg-subtle">
                <td className={`${cell} whitespace-nowrap border-line border-b tabular-nums`}>
                  <time dateTime={entry.created_at} title={formatDateTime(entry.created_at)}>
                    {entry.created_at.slice(11, 16)}
                  </time>
                </td>
                <th scope="row" className={`${cell} border-line border-b text-left font-normal`}>
                  <button type="button" className={`${rowLink} text-left`} onClick={() => onOpen(entry)}>
                    {actionLabel(t, entry.action)}
                  </button>
                  <span className="block max-w-36 truncate sm:max-w-80 text-ink-3 text-sm">
                    {summary(t, entry)}
                  </span>
                </th>
                <td className={`${cell} border-line border-b`}>{actorName(t, entry.actor)}</td>
                <td className={`${cell} border-line border-b text-ink-2 max-md:hidden`}>{entry.ip ?? "—"}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </ScrollRegion>
  );
}

const NAMES = ["name", "filename", "email", "number", "slug", "url", "domain", "day"];

/** What it was done to, by its name where the entry has one; else which fields changed. */
function summary(t: Translator<"audit">, { before, after, detail, target }: EntryAnswer): string {
  const all = { ...detail, ...before, ...after };
  const name = NAMES.map((field) => all[field]).find((value) => typeof value === "string" && value !== "");
  if (typeof name === "string") return name;
  const fields = Object.keys({ ...before, ...after });
  return fields.length > 0
    ? fields.map((field) => fieldLabel(t, field)).join(", ")
    : targetLabel(t, target.type);
}
