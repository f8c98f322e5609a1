"use client";
import { Sheet } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { ColumnsCard } from "./columns-card.tsx";
import { type BillAnswer, type SheetAnswer, useBill } from "./queries.ts";
import { RowsCard } from "./rows-card.tsx";

export interface RowsProps {
  fileId: string;
  /** Changes when the bill has been read anew. */
  stage: string;
  mayEdit: boolean;
}

/** A bill's sheets: what their columns are taken for, what became of each row, and which rows could not be read. */
export function Rows({ fileId, stage, mayEdit }: RowsProps) {
  const t = useTranslations("rows");
  const bill = useBill(fileId, stage);
  return (
    <QueryView
      query={bill}
      loading={
        <Card>
          <LoadingRows rows={8} label={t("loading")} />
        </Card>
      }
    >
      {(data) => <Shown bill={data} mayEdit={mayEdit} />}
    </QueryView>
  );
}

function Shown({ bill, mayEdit }: { bill: BillAnswer; mayEdit: boolean }) {
  const t = useTranslations("rows");
  const [chosen, setChosen] = useState<string | null>(null);
  const sheet = bill.sheets.find(({ name }) => name === chosen) ?? firstOf(bill.sheets);
  if (!sheet)
    return (
      <Card>
        <EmptyState icon={Sheet} title={t("empty.title")}>
          {t("empty.hint")}
        </EmptyState>
      </Card>
    );
  const summaryOf = ({ name, problem, read, unread }: SheetAnswer) =>
    problem === null
      ? t("sheetOption", { name, read: formatCount(read), unread: formatCount(unread) })
      : t("sheetOptionUnread", { name, problem: t(`problemShort.${problem}`) });
  return (
    <div className="grid grid-cols-1 gap-4">
      {bill.sheets.length > 1 && (
        <Field label={t("sheet")}>
          {(control) => (
            <Select
              {...control}
              className="sm:w-96"
              value={sheet.name}
              onChange={(event) => setChosen(event.target.value)}
              options={bill.sheets.map((one) => ({ value: one.name, label: summaryOf(one) }))}
            />
          )}
        </Field>
      )}
      <ColumnsCard
        key={`${sheet.name} ${sheet.heading_row} ${sheet.state} ${sheet.columns.map(({ role }) => role).join()}`}
        fileId={bill.file_id}
        sheet={sheet}
        mayEdit={mayEdit}
      />
      <RowsCard key={sheet.name} sheet={sheet} />
    </div>
  );
}

/** The one with the most rows, of those that are read. */
const firstOf = (sheets: readonly SheetAnswer[]) =>
  sheets.toSorted(
    (a, b) => Number(a.problem !== null) - Number(b.problem !== null) || b.filled - a.filled,
  )[0];
