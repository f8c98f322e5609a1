import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DataTable } from "#components/ui/data-table.tsx";
import { differenceText } from "./words.ts";

export interface Change {
  id: string;
  name: ReactNode;
  /** As numbers, and as they are written. */
  before: { value: number | null; text: string };
  after: { value: number | null; text: string };
}

/** What a change would do, line by line. */
export function BeforeAfter({ caption, changes }: { caption: string; changes: readonly Change[] }) {
  const t = useTranslations("similar");
  return (
    <div className="overflow-clip rounded-lg border border-line">
      <DataTable
        caption={caption}
        rows={changes}
        rowKey={({ id }) => id}
        columns={[
          { id: "name", header: t("beforeAfter.what"), rowHeader: true, cell: ({ name }) => name },
          { id: "before", header: t("beforeAfter.now"), numeric: true, cell: ({ before }) => before.text },
          {
            id: "after",
            header: t("beforeAfter.after"),
            numeric: true,
            className: "font-medium",
            cell: ({ after }) => after.text,
          },
          {
            id: "difference",
            header: t("beforeAfter.change"),
            numeric: true,
            cell: ({ before, after }) =>
              before.value === after.value ? "same" : (differenceText(before.value, after.value) ?? "new"),
          },
        ]}
      />
    </div>
  );
}
