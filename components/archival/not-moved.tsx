import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { formatBytes } from "#components/format/numbers.ts";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { RunDetailAnswer } from "./answers.ts";
import { archivalClassLabel } from "./words.ts";

type NotMoved = NonNullable<RunDetailAnswer["not_moved"]>;

const nameOf = ({ filename, class: of }: NotMoved[number]) =>
  filename ?? (of === "logs" ? "A day of logs" : "A file that is gone");

/** What a run left where it is, each with its reason, in few lines. */
export function NotMovedList({ items }: { items: NotMoved }) {
  if (items.length === 0) return null;
  return (
    <ul className="grid max-h-60 gap-1 overflow-y-auto text-sm">
      {items.map((item) => (
        <li key={item.id} className={item.status === "failed" ? "text-bad" : "text-ink-2"}>
          <span className="wrap-anywhere font-medium">{nameOf(item)}</span>: {item.reason}
        </li>
      ))}
    </ul>
  );
}

/** The same at length. `pruned`: only failures are still listed. */
export function NotMovedTable({ items, pruned }: { items: NotMoved; pruned: boolean }) {
  return (
    <DataTable
      caption="Not moved"
      rows={items}
      rowKey={({ id }) => id}
      empty={
        pruned ? (
          <EmptyState icon={CircleCheck} title="Nothing failed">
            What was left for another reason is listed for 90 days.
          </EmptyState>
        ) : (
          <EmptyState icon={CircleCheck} title="Nothing was left behind">
            Everything that was due is in the archive.
          </EmptyState>
        )
      }
      columns={[
        {
          id: "file",
          header: "File",
          rowHeader: true,
          className: "min-w-44",
          cell: (item) =>
            item.filename ? (
              <Link href={`/files/${item.id}`} className={cn(rowLink, "wrap-anywhere")}>
                {item.filename}
              </Link>
            ) : (
              nameOf(item)
            ),
        },
        {
          id: "status",
          header: "State",
          cell: ({ status, attempts }) =>
            status === "failed" ? (
              <Badge tone="bad">{attempts > 1 ? `Failed, ${attempts} tries` : "Failed"}</Badge>
            ) : (
              <Badge>Left</Badge>
            ),
        },
        { id: "reason", header: "Why", className: "min-w-64", cell: ({ reason }) => reason },
        {
          id: "class",
          header: "Class",
          hideOnPhone: true,
          className: "whitespace-nowrap",
          cell: (item) => archivalClassLabel(item.class),
        },
        {
          id: "size",
          header: "Size",
          numeric: true,
          hideOnPhone: true,
          cell: ({ bytes }) => formatBytes(bytes),
        },
      ]}
    />
  );
}
