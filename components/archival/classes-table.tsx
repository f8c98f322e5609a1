import { useTranslations } from "next-intl";
import { formatBytes, formatCount, NONE } from "#components/format/numbers.ts";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import type { RunClassesAnswer } from "./answers.ts";
import { sumOfClasses } from "./run-classes.ts";
import { classesOf } from "./words.ts";

type Counts = RunClassesAnswer["logs"];
type Row = Counts & { id: keyof RunClassesAnswer; label: string };

/** A run's, or a dry run's, counts by class of the rules with their sum. `bytes`: of what was archived, or of what would be. */
export function ClassesTable({
  caption,
  classes,
  bytes,
}: {
  caption: string;
  classes: RunClassesAnswer;
  bytes: "archived" | "matched";
}) {
  const t = useTranslations("archival");
  const rows = classesOf(t).map(({ id, label }): Row => ({ ...classes[id], id, label }));
  const sum = sumOfClasses(classes);
  const count = (id: keyof Counts, header: string): Column<Row> => ({
    id,
    header,
    numeric: true,
    cell: (row) => (row[id] === 0 ? <span className="text-ink-3">0</span> : formatCount(row[id])),
    footer: formatCount(sum[id]),
  });
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          id: "class",
          header: t("classesTable.class"),
          rowHeader: true,
          cell: ({ id, label }) => (
            <>
              {label}
              {id === "logs" && <span className="text-ink-3"> {t("classesTable.days")}</span>}
            </>
          ),
          footer: t("classesTable.together"),
        },
        count("matched", t("classesTable.due")),
        ...(bytes === "archived"
          ? [
              count("archived", t("classesTable.archived")),
              count("skipped", t("classesTable.left")),
              count("failed", t("classesTable.failed")),
              ...(sum.queued > 0 ? [count("queued", t("classesTable.waiting"))] : []),
            ]
          : []),
        {
          id: "bytes",
          header: t("classesTable.size"),
          numeric: true,
          // How much days of logs come to shows once they are compressed.
          cell: (row) =>
            row.bytes === 0 && row.id === "logs" && row.matched > 0 ? NONE : formatBytes(row.bytes),
          footer: formatBytes(sum.bytes),
        },
      ]}
    />
  );
}
