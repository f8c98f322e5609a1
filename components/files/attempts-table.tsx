import { useTranslations } from "next-intl";
import { NONE } from "#components/format/numbers.ts";
import { formatDuration } from "#components/format/time.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { RunTimeline, Stretch } from "./timeline-rows.ts";

interface Row {
  id: string;
  label: string;
  /** Null: it has not begun. */
  at: number | null;
  took: string;
  result: string;
}

/** The same as the chart in words and figures: what happened in which order. */
export function AttemptsTable({ timeline }: { timeline: RunTimeline }) {
  const t = useTranslations("files");
  return (
    <DataTable
      caption={t("attemptsTable.attemptsOfEachStep")}
      rows={timeline.rows.flatMap((item) => rowsOf(t, item))}
      rowKey={({ id }) => id}
      columns={[
        { id: "label", header: t("attemptsTable.step"), rowHeader: true, cell: ({ label }) => label },
        {
          id: "at",
          header: t("attemptsTable.beganAfter"),
          numeric: true,
          hideOnPhone: true,
          cell: ({ at }) => (at === null ? NONE : formatDuration(at)),
        },
        { id: "took", header: t("attemptsTable.took"), numeric: true, cell: ({ took }) => took },
        {
          id: "result",
          header: t("attemptsTable.result"),
          className: "min-w-40",
          cell: ({ result }) => result,
        },
      ]}
    />
  );
}

const wordsOf = (t: Translator<"files">) => ({
  running: t("attemptsTable.running"),
  completed: t("attemptsTable.done"),
  failed: t("attemptsTable.failed"),
  interrupted: t("attemptsTable.interrupted"),
});

function rowsOf(t: Translator<"files">, { id, label, stretches, text }: RunTimeline["rows"][number]): Row[] {
  if (id === "queue") return [{ id, label, at: 0, took: text, result: t("attemptsTable.waited") }];
  if (stretches.length === 0)
    return [{ id, label, at: null, took: text, result: t("attemptsTable.waiting") }];
  return stretches.map((stretch) => ({
    id: `${id} ${stretch.number}`,
    label: stretches.length > 1 ? t("attemptsTable.attempt", { label, number: stretch.number }) : label,
    at: stretch.start,
    took: formatDuration(stretch.duration),
    result: resultOf(t, stretch),
  }));
}

function resultOf(t: Translator<"files">, { status, reason }: Stretch): string {
  return reason === null ? wordsOf(t)[status] : `${wordsOf(t)[status]}: ${reason.replace(/\.$/, "")}.`;
}
