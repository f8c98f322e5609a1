"use client";
import { Download, PenLine, Plus, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { PriceLevelsAnswer } from "#components/data/answers.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatFigure } from "#components/format/numbers.ts";
import type { Rate, Series } from "#components/price-book/levels-dialogs.tsx";
import { SourceCell } from "#components/price-book/source-cell.tsx";
import { usePriceLevels } from "#components/similar/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import type { Translator } from "#lib/i18n/messages.ts";

const SeriesDialog = later(
  async () => (await import("#components/price-book/levels-dialogs.tsx")).SeriesDialog,
  () => null,
);
const RateDialog = later(
  async () => (await import("#components/price-book/levels-dialogs.tsx")).RateDialog,
  () => null,
);

const LevelsImport = later(
  async () => (await import("#components/price-book/levels-import.tsx")).LevelsImport,
);

type Edited = { series: Series | undefined } | { rate: Rate | undefined } | null;

/** What past costs are brought to today's and to another currency by. */
export function PriceLevels({ book, mayEdit }: { book: string; mayEdit: boolean }) {
  const t = useTranslations("price-book");
  const levels = usePriceLevels();
  const [edited, setEdited] = useState<Edited>(null);
  const [importing, setImporting] = useState(false);
  SeriesDialog.useAtRest();
  const close = () => setEdited(null);
  return (
    <Card>
      <CardHeader
        title={t("priceLevels.priceLevels")}
        description={t("priceLevels.priceIndicesAndExchangeRatesBy")}
        actions={
          <div className="flex flex-wrap gap-2">
            {(["", "/workbook"] as const).map((form) => (
              <Button key={form} asChild size="sm">
                <a href={`/api/price-books/${book}/levels${form}`} download>
                  <Download aria-hidden />
                  {t("levelsImport.export", { as: form === "" ? "CSV" : "XLSX" })}
                </a>
              </Button>
            ))}
            {mayEdit && (
              <>
                <Button size="sm" onClick={() => setImporting(true)}>
                  <Upload aria-hidden />
                  {t("levelsImport.open")}
                </Button>
                <Button size="sm" onClick={() => setEdited({ series: undefined })}>
                  <Plus aria-hidden />
                  {t("priceLevels.addIndex")}
                </Button>
                <Button size="sm" onClick={() => setEdited({ rate: undefined })}>
                  <Plus aria-hidden />
                  {t("priceLevels.addExchangeRate")}
                </Button>
              </>
            )}
          </div>
        }
      />
      <QueryView
        query={levels}
        loading={<LoadingRows rows={4} label={t("priceLevels.loadingPriceLevels")} />}
      >
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
      {importing && (
        <Dialog
          wide
          open
          onOpenChange={setImporting}
          title={t("levelsImport.title")}
          description={t("levelsImport.description")}
        >
          <LevelsImport book={book} onDone={() => setImporting(false)} />
        </Dialog>
      )}
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
  const t = useTranslations("price-book");
  return (
    <DataTable
      caption={t("priceLevels.priceIndices")}
      rows={series}
      rowKey={({ series: name }) => name}
      tall
      columns={[
        {
          id: "series",
          header: t("priceLevels.index"),
          rowHeader: true,
          sortBy: ({ series: name }) => name,
          cell: ({ series: name }) => <span className="font-medium">{name}</span>,
        },
        {
          id: "periods",
          header: t("priceLevels.periods"),
          className: "whitespace-nowrap",
          cell: (item) => periodsText(t, item),
        },
        {
          id: "latest",
          header: t("priceLevels.latestValue"),
          numeric: true,
          cell: ({ values }) => formatFigure(Number(values.at(-1)?.value), { digits: 4 }),
        },
        {
          id: "source",
          header: t("priceLevels.from"),
          className: "min-w-64",
          cell: (row) => <SourceCell {...row} />,
        },
        ...editColumn(t, onEdit, ({ series: name }) => t("priceLevels.changeTheIndex", { name })),
      ]}
    />
  );
}

function RatesTable({ rates, onEdit }: { rates: readonly Rate[]; onEdit?: (rate: Rate) => void }) {
  const t = useTranslations("price-book");
  return (
    <DataTable
      caption={t("priceLevels.exchangeRates")}
      rows={rates}
      rowKey={({ from, to, period }) => `${from} ${to} ${period}`}
      columns={[
        {
          id: "pair",
          header: t("priceLevels.exchangeRate"),
          rowHeader: true,
          cell: ({ from, to }) => <span className="font-medium">{t("priceLevels.to", { from, to })}</span>,
        },
        { id: "period", header: t("priceLevels.period"), cell: ({ period }) => period },
        { id: "rate", header: t("priceLevels.rate"), numeric: true, cell: ({ rate }) => rate },
        {
          id: "source",
          header: t("priceLevels.from"),
          className: "min-w-64 text-ink-2",
          cell: ({ source }) => source,
        },
        ...editColumn(t, onEdit, ({ from, to, period }) =>
          t("priceLevels.changeTheRateOfTo", { from, to, period }),
        ),
      ]}
    />
  );
}

function periodsText(t: Translator<"price-book">, { values }: Series): ReactNode {
  const [first, last] = [values[0]?.period, values.at(-1)?.period];
  return first === undefined || last === undefined || first === last
    ? first
    : t("priceLevels.to2", { first, last });
}

function editColumn<Row>(
  t: Translator<"price-book">,
  onEdit: ((row: Row) => void) | undefined,
  label: (row: Row) => string,
): Column<Row>[] {
  if (!onEdit) return [];
  return [
    {
      id: "actions",
      header: <span className="sr-only">{t("priceLevels.actions")}</span>,
      className: "text-right",
      cell: (row) => (
        <Button size="sm" variant="ghost" icon aria-label={label(row)} onClick={() => onEdit(row)}>
          <PenLine aria-hidden />
        </Button>
      ),
    },
  ];
}
