"use client";
import { useTranslations } from "next-intl";
import { NONE } from "#components/format/numbers.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import type { DifferenceAnswer } from "./answers.ts";

/** Shown at once. */
const FIRST_ROWS = 50;

/** What a returned bill has otherwise than the bill that was sent out. */
export function Differences({ differences }: { differences: readonly DifferenceAnswer[] }) {
  const t = useTranslations("bill");
  return (
    <div className="rounded-lg border border-line">
      <DataTable
        caption={t("differences.caption")}
        rows={differences}
        rowKey={({ kind, item_id, row }) => `${kind} ${item_id} ${row}`}
        first={{ rows: FIRST_ROWS, showAll: (count) => t("differences.showAll", { count }) }}
        columns={[
          {
            id: "item",
            header: t("sections.item"),
            rowHeader: true,
            className: "min-w-40",
            cell: ({ description, item_id, row }) => (
              <span className="grid">
                <span>{description || item_id || NONE}</span>
                {row !== null && (
                  <span className="text-ink-3 text-xs">{t("differences.row", { row: String(row) })}</span>
                )}
              </span>
            ),
          },
          {
            id: "kind",
            header: t("differences.what"),
            className: "min-w-44",
            cell: ({ kind }) => t(`difference.${kind}`),
          },
          {
            id: "expected",
            header: t("differences.expected"),
            className: "break-words",
            cell: ({ expected }) => expected ?? NONE,
          },
          {
            id: "found",
            header: t("differences.found"),
            className: "break-words",
            cell: ({ found }) => found ?? NONE,
          },
        ]}
      />
    </div>
  );
}
