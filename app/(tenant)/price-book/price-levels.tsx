"use client";
import { PenLine, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { PriceLevelsAnswer } from "#components/data/answers.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatFigure } from "#components/format/numbers.ts";
import { type Rate, RateDialog, type Series, SeriesDialog } from "#components/price-book/levels-dialogs.tsx";
import { SourceCell } from "#components/price-book/source-cell.tsx";
import { usePriceLevels } from "#components/similar/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";

type Edited = { series: Series | undefined } | { rate: Rate | undefined } | null;

/** What past costs are brought to today's and to another currency by. */
export function PriceLevels({ mayEdit }: { mayEdit: boolean }) {
  const levels = usePriceLevels();
  const [edited, setEdited] = useState<Edited>(null);
  const close = () => setEdited(null);
  return (
    <Card>
      <CardHeader
        title="Price levels"
        description="Price indices and exchange rates by which costs of past estimates are brought to today before they are compared. Your own stand before the built-in ones, which are unverified."
        actions={
          mayEdit && (
            <>
              <Button size="sm" onClick={() => setEdited({ series: undefined })}>
                <Plus aria-hidden />
                Add index
              </Button>
              <Button size="sm" onClick={() => setEdited({ rate: undefined })}>
                <Plus aria-hidden />
                Add exchange rate
              </Button>
            </>
          )
        }
      />
      <QueryView query={levels} loading={<LoadingRows rows={4} label="Loading price levels" />}>
        {(data) => (
          <>
            <SeriesTable
              series={data.series}
              {...(mayEdit ? { onEdit: (series: Series) => setEdited({ series }) } : {})}
            />
            {data.exchange_rates.length > 0 && (
              <RatesTable
                rates={data.exchange_rates}
                {...(mayEdit ? { onEdit: (rate: Rate) => setEdited({ rate }) } : {})}
              />
            )}
            <Dialogs levels={data} edited={edited} onClose={close} />
          </>
        )}
      </QueryView>
    </Card>
  );
}

function Dialogs({
  levels,
  edited,
  onClose,
}: {
  levels: PriceLevelsAnswer;
  edited: Edited;
  onClose: () => void;
}) {
  if (!edited) return null;
  return "series" in edited ? (
    <SeriesDialog levels={levels} series={edited.series} onClose={onClose} />
  ) : (
    <RateDialog levels={levels} rate={edited.rate} onClose={onClose} />
  );
}

function SeriesTable({ series, onEdit }: { series: readonly Series[]; onEdit?: (series: Series) => void }) {
  return (
    <DataTable
      caption="Price indices"
      rows={series}
      rowKey={({ series: name }) => name}
      tall
      columns={[
        {
          id: "series",
          header: "Index",
          rowHeader: true,
          sortBy: ({ series: name }) => name,
          cell: ({ series: name }) => <span className="font-medium">{name}</span>,
        },
        { id: "periods", header: "Periods", className: "whitespace-nowrap", cell: periodsText },
        {
          id: "latest",
          header: "Latest value",
          numeric: true,
          cell: ({ values }) => formatFigure(Number(values.at(-1)?.value), { digits: 4 }),
        },
        {
          id: "source",
          header: "From",
          className: "min-w-64",
          cell: SourceCell,
        },
        ...editColumn(onEdit, ({ series: name }) => `Change the index ${name}`),
      ]}
    />
  );
}

function RatesTable({ rates, onEdit }: { rates: readonly Rate[]; onEdit?: (rate: Rate) => void }) {
  return (
    <DataTable
      caption="Exchange rates"
      rows={rates}
      rowKey={({ from, to, period }) => `${from} ${to} ${period}`}
      columns={[
        {
          id: "pair",
          header: "Exchange rate",
          rowHeader: true,
          cell: ({ from, to }) => <span className="font-medium">{`${from} to ${to}`}</span>,
        },
        { id: "period", header: "Period", cell: ({ period }) => period },
        { id: "rate", header: "Rate", numeric: true, cell: ({ rate }) => rate },
        { id: "source", header: "From", className: "min-w-64 text-ink-2", cell: ({ source }) => source },
        ...editColumn(onEdit, ({ from, to, period }) => `Change the rate of ${from} to ${to}, ${period}`),
      ]}
    />
  );
}

function periodsText({ values }: Series): ReactNode {
  const [first, last] = [values[0]?.period, values.at(-1)?.period];
  return first === last ? first : `${first} to ${last}`;
}

function editColumn<Row>(
  onEdit: ((row: Row) => void) | undefined,
  label: (row: Row) => string,
): Column<Row>[] {
  if (!onEdit) return [];
  return [
    {
      id: "actions",
      header: <span className="sr-only">Actions</span>,
      className: "text-right",
      cell: (row) => (
        <Button size="sm" variant="ghost" icon aria-label={label(row)} onClick={() => onEdit(row)}>
          <PenLine aria-hidden />
        </Button>
      ),
    },
  ];
}
