"use client";
import { FolderTree } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { classLabel } from "#components/files/class-label.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { later } from "#components/ui/later.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { BillAnswer, BillLineAnswer, ClassificationName } from "./answers.ts";
import { CLASSIFICATION_NAMES, exactQuantity, figure, unitOf } from "./words.ts";

const SectionsDialog = later(
  async () => (await import("./sections-dialog.tsx")).SectionsDialog,
  () => null,
);

type Section = BillAnswer["sections"][number];
type BillRow = { kind: "section"; section: Section } | { kind: "line"; line: BillLineAnswer };

/** More than these at once make a page heavy. */
const FIRST_ROWS = 300;

/** The estimate's lines in the sections of a classification, with sub-totals at every level. */
export function SectionsCard({
  bill,
  mayEdit,
  onClassification,
}: {
  bill: BillAnswer;
  mayEdit: boolean;
  onClassification: (next: ClassificationName) => void;
}) {
  const t = useTranslations("bill");
  const [editing, setEditing] = useState(false);
  SectionsDialog.useAtRest();
  const rows = useMemo(() => rowsOf(bill), [bill]);
  const columns = useMemo(() => columnsOf(t, bill), [t, bill]);
  return (
    <Card>
      <CardHeader
        title={t("sections.heading")}
        description={t("sections.description", { currency: bill.currency })}
        actions={
          mayEdit && (
            <Button onClick={() => setEditing(true)}>
              <FolderTree aria-hidden />
              {t("sections.edit")}
            </Button>
          )
        }
      />
      <div className="px-4 pb-3">
        <Segmented
          label={t("sections.classification")}
          value={bill.classification}
          segments={CLASSIFICATION_NAMES.map((value) => ({ value, label: t(`classification.${value}`) }))}
          onChange={onClassification}
        />
      </div>
      <DataTable
        caption={t("sections.caption", { classification: t(`classification.${bill.classification}`) })}
        rows={rows}
        rowKey={keyOf}
        columns={columns}
        first={{
          rows: FIRST_ROWS,
          showAll: (count) => t("sections.showAll", { count: formatCount(count) }),
        }}
      />
      {editing && <SectionsDialog bill={bill} onClose={() => setEditing(false)} />}
    </Card>
  );
}

/** Each section, then the lines that stand in itself, then the sections in it: the order in which the route answers. */
function rowsOf({ sections, lines }: BillAnswer): BillRow[] {
  const bySection = Map.groupBy(lines, ({ section }) => section);
  return sections.flatMap((section) => [
    { kind: "section", section } as const,
    ...(bySection.get(section.code) ?? []).map((line) => ({ kind: "line", line }) as const),
  ]);
}

const keyOf = (row: BillRow) => (row.kind === "section" ? `:${row.section.code}` : row.line.item_id);

const INDENT: Record<number, string> = { 1: "", 2: "sm:pl-4", 3: "sm:pl-8" };

function columnsOf(t: Translator<"bill">, bill: BillAnswer): Column<BillRow>[] {
  return [
    {
      id: "item",
      header: t("sections.item"),
      rowHeader: true,
      className: "min-w-52",
      footer: t("sections.total"),
      cell: (row) =>
        row.kind === "section" ? (
          <SectionName section={row.section} />
        ) : (
          <span className="grid sm:pl-10">
            <span>{row.line.name}</span>
            {row.line.ifc_class && (
              <span className="text-ink-3 text-xs">{classLabel(row.line.ifc_class)}</span>
            )}
            <span className="text-ink-3 text-xs sm:hidden">
              {exactQuantity(row.line.quantity)} {unitOf(t, row.line.unit)}
              {row.line.unit_rate !== null && ` × ${figure(row.line.unit_rate)}`}
            </span>
          </span>
        ),
    },
    {
      id: "quantity",
      header: t("sections.quantity"),
      numeric: true,
      hideOnPhone: true,
      cell: (row) => row.kind === "line" && `${exactQuantity(row.line.quantity)} ${unitOf(t, row.line.unit)}`,
    },
    {
      id: "rate",
      header: t("sections.rate"),
      numeric: true,
      hideOnPhone: true,
      cell: (row) => row.kind === "line" && figure(row.line.unit_rate),
    },
    {
      id: "amount",
      header: t("sections.amount", { currency: bill.currency }),
      numeric: true,
      footer: figure(bill.summary.sections),
      cell: (row) =>
        row.kind === "line" ? (
          row.line.amount === null ? (
            <span className="text-ink-3">{t("sections.unpriced")}</span>
          ) : (
            figure(row.line.amount)
          )
        ) : (
          <span className="font-semibold">{figure(row.section.amount)}</span>
        ),
    },
  ];
}

function SectionName({ section }: { section: Section }) {
  const t = useTranslations("bill");
  return (
    <span className={`grid ${INDENT[section.level] ?? ""}`}>
      <span className="font-semibold">
        {section.code === null
          ? t("sections.notClassified")
          : [section.code, section.title].filter(Boolean).join(" ")}
      </span>
      {section.unpriced > 0 && (
        <span className="text-warn text-xs">{t("sections.without", { count: section.unpriced })}</span>
      )}
    </span>
  );
}
