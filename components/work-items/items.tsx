"use client";
import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo, useState } from "react";
import { PagedList } from "#components/data/paged-list.tsx";
import { formatMoney } from "#components/format/money.ts";
import { formatCount, formatFigure, unitSymbol } from "#components/format/numbers.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable, rowLink } from "#components/ui/data-table.tsx";
import { SearchInput } from "#components/ui/input.tsx";
import { later } from "#components/ui/later.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { LibraryAnswer, WorkItemAnswer } from "./answers.ts";
import { useWorkItems } from "./queries.ts";

const ItemDialog = later(
  async () => (await import("./item-dialog.tsx")).ItemDialog,
  () => null,
);

const UNITS = ["m3", "m2", "m", "kg", "t", "pcs"] as const;

/** The work items of a library, searched by words and units; each opens. */
export function Items({ library, mayEdit }: { library: LibraryAnswer; mayEdit: boolean }) {
  const t = useTranslations("work-items");
  const [query, setQuery] = useState("");
  const [unit, setUnit] = useState("");
  const [opened, setOpened] = useState<number | null>(null);
  const items = useWorkItems(library.id, { q: useDeferredValue(query.trim()), unit });
  ItemDialog.useAtRest();
  const columns = useMemo(() => columnsOf(t, library.currency, setOpened), [t, library.currency]);
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-2 px-4 py-3">
        <SearchInput
          label={t("items.search")}
          className="w-full sm:w-72"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Select
          aria-label={t("items.unit")}
          className="w-full sm:w-40"
          placeholder={t("items.everyUnit")}
          options={UNITS.map((value) => ({ value, label: unitSymbol(value) }))}
          value={unit}
          onChange={(event) => setUnit(event.target.value)}
        />
        {items.data && (
          <p role="status" className="text-ink-3 text-sm">
            {t("items.count", { count: items.data.total, total: formatCount(items.data.total) })}
          </p>
        )}
      </div>
      <PagedList query={items} what={t("items.what")}>
        {({ items: rows }) => (
          <DataTable
            caption={t("items.caption")}
            rows={rows}
            rowKey={({ number }) => String(number)}
            columns={columns}
            empty={
              <EmptyState icon={SearchX} title={t("items.nothingFound")}>
                {t("items.nothingFoundText")}
              </EmptyState>
            }
          />
        )}
      </PagedList>
      {opened !== null && (
        <ItemDialog library={library} number={opened} mayEdit={mayEdit} onClose={() => setOpened(null)} />
      )}
    </Card>
  );
}

function columnsOf(
  t: Translator<"work-items">,
  currency: string,
  onOpen: (number: number) => void,
): readonly Column<WorkItemAnswer>[] {
  return [
    {
      id: "name",
      header: t("items.name"),
      rowHeader: true,
      className: "min-w-56",
      cell: (item) => (
        <span className="grid justify-items-start">
          <button type="button" className={`${rowLink} text-left`} onClick={() => onOpen(item.number)}>
            {item.name}
          </button>
          <span className="text-ink-3 text-xs">{item.rate_code}</span>
        </span>
      ),
    },
    {
      id: "unit",
      header: t("items.per"),
      className: "whitespace-nowrap",
      cell: (item) =>
        item.unit ? item.rate_unit : <Badge tone="warn">{item.rate_unit || t("items.noUnit")}</Badge>,
    },
    {
      id: "labour",
      header: t("items.labour"),
      numeric: true,
      cell: (item) => formatFigure(Number(item.labour_hours)),
    },
    {
      id: "machines",
      header: t("items.machines"),
      numeric: true,
      hideOnPhone: true,
      cell: (item) => formatFigure(Number(item.machine_hours)),
    },
    {
      id: "material",
      header: t("items.material"),
      numeric: true,
      hideOnPhone: true,
      cell: (item) => formatMoney({ amount: item.material_cost, currency }, { precision: "minor" }),
    },
    {
      id: "total",
      header: t("items.total"),
      numeric: true,
      cell: (item) => formatMoney({ amount: item.total, currency }, { precision: "minor" }),
    },
  ];
}
