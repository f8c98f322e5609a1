"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { formatMoney } from "#components/format/money.ts";
import { formatFigure, NONE } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { AdoptForm } from "./adopt-form.tsx";
import type { LibraryAnswer, WorkItemDetailAnswer } from "./answers.ts";
import { useWorkItem } from "./queries.ts";

/** A work item: where it stands, its hours, cost and resources, its source and age, and what it could price. */
export function ItemDialog({
  library,
  number,
  mayEdit,
  onClose,
}: {
  library: LibraryAnswer;
  number: number;
  mayEdit: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("work-items");
  const item = useWorkItem(library.id, number);
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={item.data?.name ?? t("item.loading")}
      description={item.data && <Source item={item.data} />}
    >
      <QueryView query={item} loading={<LoadingRows rows={6} label={t("item.loading")} />}>
        {(data) => (
          <div className="grid gap-5">
            <Figures item={data} />
            <Resources item={data} />
            {data.unit === null ? (
              <Callout tone="warn" title={t("item.noUnit", { unit: data.rate_unit })} />
            ) : (
              mayEdit && <AdoptForm item={data} onDone={onClose} />
            )}
          </div>
        )}
      </QueryView>
    </Dialog>
  );
}

function Source({ item }: { item: WorkItemDetailAnswer }) {
  const t = useTranslations("work-items");
  const { library } = item;
  return (
    <>
      {t.rich("item.source", {
        code: item.rate_code,
        edition: library.name,
        attribution: library.attribution,
        priced: () => <Time at={`${library.priced_on}T12:00:00.000Z`} />,
        imported: () => library.imported_at && <Time at={library.imported_at} />,
      })}
    </>
  );
}

function Figures({ item }: { item: WorkItemDetailAnswer }) {
  const t = useTranslations("work-items");
  const money = (amount: string) =>
    formatMoney({ amount, currency: item.library.currency }, { precision: "minor" });
  const hours = (value: string) => t("item.hours", { hours: formatFigure(Number(value)) });
  const rows: [string, ReactNode][] = [
    [t("item.per"), item.rate_unit || NONE],
    [t("item.labour"), `${hours(item.labour_hours)} · ${money(item.labour_cost)}`],
    [t("item.machines"), `${hours(item.machine_hours)} · ${money(item.machine_cost)}`],
    [t("item.material"), money(item.material_cost)],
    ...(Number(item.other_cost) > 0
      ? ([[t("item.other"), money(item.other_cost)]] satisfies [string, ReactNode][])
      : []),
    [t("item.total"), <strong key="total">{money(item.total)}</strong>],
  ];
  return (
    <div className="grid gap-3">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {rows.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-3">{label}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {item.places.length > 0 && (
        <p className="text-ink-2 text-sm">
          {item.places.map(({ code, name }) => [code, name].filter(Boolean).join(" ")).join(" › ")}
        </p>
      )}
      {item.composition && <p className="whitespace-pre-line text-ink-2 text-sm">{item.composition}</p>}
    </div>
  );
}

function Resources({ item }: { item: WorkItemDetailAnswer }) {
  const t = useTranslations("work-items");
  const { currency } = item.library;
  const money = (amount: string | null) =>
    amount === null ? NONE : formatMoney({ amount, currency }, { precision: "minor" });
  return (
    <div className="max-h-72 overflow-y-auto rounded-lg border border-line">
      <DataTable
        caption={t("item.resources", { unit: item.rate_unit })}
        rows={item.resources.map((resource, at) => ({ ...resource, at }))}
        rowKey={({ at }) => String(at)}
        empty={<p className="p-4 text-ink-2">{t("item.noResources")}</p>}
        columns={[
          {
            id: "name",
            header: t("item.resource"),
            rowHeader: true,
            className: "min-w-44",
            cell: ({ name, kind, code }) => (
              <span className="grid">
                <span>{name}</span>
                <span className="text-ink-3 text-xs">
                  {[t(`item.kind.${kind}`), code].filter(Boolean).join(" · ")}
                </span>
              </span>
            ),
          },
          {
            id: "quantity",
            header: t("item.quantity"),
            numeric: true,
            cell: ({ quantity, unit }) =>
              quantity === null ? NONE : `${formatFigure(Number(quantity), { digits: 4 })} ${unit}`,
          },
          {
            id: "price",
            header: t("item.price"),
            numeric: true,
            hideOnPhone: true,
            cell: ({ price }) => money(price),
          },
          { id: "cost", header: t("item.cost"), numeric: true, cell: ({ cost }) => money(cost) },
        ]}
      />
    </div>
  );
}
