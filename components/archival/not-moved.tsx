import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { formatBytes } from "#components/format/numbers.ts";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { RunDetailAnswer } from "./answers.ts";
import { archivalClassLabel } from "./words.ts";

type NotMoved = NonNullable<RunDetailAnswer["not_moved"]>;

const nameOf = (t: Translator<"archival">, { filename, class: of }: NotMoved[number]) =>
  filename ?? (of === "logs" ? t("notMoved.aDayOfLogs") : t("notMoved.aFileThatIsGone"));

/** What a run left where it is, each with its reason, in few lines. */
export function NotMovedList({ items }: { items: NotMoved }) {
  const t = useTranslations("archival");
  if (items.length === 0) return null;
  return (
    <ul className="grid max-h-60 gap-1 overflow-y-auto text-sm">
      {items.map((item) => (
        <li key={item.id} className={item.status === "failed" ? "text-bad" : "text-ink-2"}>
          <span className="wrap-anywhere font-medium">{nameOf(t, item)}</span>: {item.reason}
        </li>
      ))}
    </ul>
  );
}

/** The same at length. `pruned`: only failures are still listed. */
export function NotMovedTable({ items, pruned }: { items: NotMoved; pruned: boolean }) {
  const t = useTranslations("archival");
  return (
    <DataTable
      caption={t("notMoved.notMoved")}
      rows={items}
      rowKey={({ id }) => id}
      empty={
        pruned ? (
          <EmptyState icon={CircleCheck} title={t("notMoved.nothingFailed")}>
            {t("notMoved.whatWasLeftForAnotherReasonIs")}
          </EmptyState>
        ) : (
          <EmptyState icon={CircleCheck} title={t("notMoved.nothingWasLeftBehind")}>
            {t("notMoved.everythingThatWasDueIsInThe")}
          </EmptyState>
        )
      }
      columns={[
        {
          id: "file",
          header: t("notMoved.file"),
          rowHeader: true,
          className: "min-w-44",
          cell: (item) =>
            item.filename ? (
              <Link href={`/files/${item.id}`} className={cn(rowLink, "wrap-anywhere")}>
                {item.filename}
              </Link>
            ) : (
              nameOf(t, item)
            ),
        },
        {
          id: "status",
          header: t("notMoved.state"),
          cell: ({ status, attempts }) =>
            status === "failed" ? (
              <Badge tone="bad">
                {attempts > 1 ? t("notMoved.failedTries", { attempts }) : t("notMoved.failed")}
              </Badge>
            ) : (
              <Badge>{t("notMoved.left")}</Badge>
            ),
        },
        { id: "reason", header: t("notMoved.why"), className: "min-w-64", cell: ({ reason }) => reason },
        {
          id: "class",
          header: t("notMoved.class"),
          hideOnPhone: true,
          className: "whitespace-nowrap",
          cell: (item) => archivalClassLabel(t, item.class),
        },
        {
          id: "size",
          header: t("notMoved.size"),
          numeric: true,
          hideOnPhone: true,
          cell: ({ bytes }) => formatBytes(bytes),
        },
      ]}
    />
  );
}
