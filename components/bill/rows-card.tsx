"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { classLabel } from "#components/files/class-label.ts";
import { formatCount } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { RowAnswer, SheetAnswer } from "./queries.ts";

type Shown = "all" | "unread";

/** Rows that are drawn until the rest is asked for. */
const FIRST_ROWS = 100;

/** A sheet's rows in their order, or those of them that could not be read, with what became of each. */
export function RowsCard({ sheet }: { sheet: SheetAnswer }) {
  const t = useTranslations("rows");
  const [shown, setShown] = useState<Shown>("all");
  const rows = shown === "all" ? sheet.rows : sheet.unread_rows;
  const total = shown === "all" ? sheet.filled : sheet.unread;
  const columns = useColumns();
  if (sheet.filled === 0 || sheet.problem !== null) return null;
  return (
    <Card>
      <CardHeader
        title={t("rows.title")}
        description={t("rows.description", {
          read: formatCount(sheet.read),
          sections: formatCount(sheet.sections),
          unread: formatCount(sheet.unread),
        })}
      />
      <CardBody>
        <Segmented
          label={t("rows.show")}
          value={shown}
          onChange={setShown}
          segments={[
            { value: "all", label: t("rows.all", { shown: formatCount(sheet.filled) }) },
            { value: "unread", label: t("rows.unread", { shown: formatCount(sheet.unread) }) },
          ]}
        />
      </CardBody>
      <DataTable
        key={shown}
        caption={t("rows.title")}
        columns={columns}
        rows={rows}
        rowKey={({ row }) => String(row)}
        empty={<CardBody className="text-ink-2">{t("rows.noneUnread")}</CardBody>}
        first={{ rows: FIRST_ROWS, showAll: (count) => t("rows.showAll", { shown: formatCount(count) }) }}
      />
      {rows.length < total && (
        <CardBody className="border-line border-t text-ink-2 text-sm">
          {t("rows.more", { shown: formatCount(rows.length), total: formatCount(total) })}
        </CardBody>
      )}
    </Card>
  );
}

function useColumns(): Column<RowAnswer>[] {
  const t = useTranslations("rows");
  return [
    {
      id: "text",
      header: t("column.text"),
      rowHeader: true,
      className: "min-w-52",
      cell: ({ row, item, text, kind }) => (
        <span className="grid gap-0.5">
          <span className={kind === "section" ? "font-semibold" : "font-medium"}>{text || item}</span>
          <span className="font-normal text-ink-3 text-sm">
            {item && text ? t("rowAndItem", { row, item }) : t("rowAlone", { row })}
          </span>
        </span>
      ),
    },
    {
      id: "quantity",
      header: t("column.quantity"),
      numeric: true,
      cell: ({ quantity_text, unit_text }) => `${quantity_text} ${unit_text}`.trim(),
    },
    {
      id: "became",
      header: t("column.became"),
      className: "min-w-56",
      cell: (row) => <Became row={row} />,
    },
  ];
}

function Became({ row }: { row: RowAnswer }) {
  const t = useTranslations("rows");
  const units = useUnits();
  if (row.reason !== null)
    return (
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone="warn">{t("notRead")}</Badge>
        <span>{t(`reason.${row.reason}`)}</span>
      </span>
    );
  if (!row.read) return <span className="text-ink-3">{t("section")}</span>;
  const { ifc_class, material, quantity, unit } = row.read;
  const amount =
    unit === "pcs"
      ? t("pieces", { count: quantity, shown: formatCount(quantity) })
      : unit === "kg" || unit === "t"
        ? units.mass(unit === "t" ? quantity * 1000 : quantity)
        : unit === "m3"
          ? units.volume(quantity)
          : units.quantity(quantity, unit);
  return (
    <span className="grid gap-0.5">
      <span className="tabular-nums">{amount}</span>
      <span className="text-ink-3 text-sm">
        {material && material !== row.text
          ? t("classAndMaterial", { class: classLabel(ifc_class), material })
          : classLabel(ifc_class)}
      </span>
    </span>
  );
}
