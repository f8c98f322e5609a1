"use client";
import { PenLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { formatCount, formatFigure } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import type { BlockAnswer, DrawingAnswer, LayerAnswer } from "./queries.ts";
import { describeMapping } from "./words.ts";

const MappingForm = later(async () => (await import("./mapping-form.tsx")).MappingForm);

export type Row = LayerAnswer | BlockAnswer;

/** Layers, then blocks; what is still to be looked at first. */
export function rowsOf({ layers, blocks }: DrawingAnswer): Row[] {
  const order = { suggested: 0, none: 1, confirmed: 2 };
  return [...layers, ...blocks].sort((a, b) => order[a.state] - order[b.state]);
}

export function LayersTable({
  drawing,
  rows,
  mayEdit,
}: {
  drawing: DrawingAnswer;
  rows: readonly Row[];
  mayEdit: boolean;
}) {
  const t = useTranslations("drawing");
  const units = useUnits();
  const isKnown = drawing.unit.used !== null;
  const columns: Column<Row>[] = [
    {
      id: "name",
      header: t("column.name"),
      rowHeader: true,
      className: "min-w-44",
      sortBy: ({ name }) => name.toLowerCase(),
      cell: (row) => <Name row={row} />,
    },
    {
      id: "taken",
      header: t("column.takenFor"),
      className: "min-w-64",
      sortBy: ({ state }) => state,
      cell: (row) => <TakenFor row={row} fileId={drawing.file_id} mayEdit={mayEdit} />,
    },
    {
      id: "count",
      header: t("column.count"),
      numeric: true,
      sortBy: ({ count }) => count,
      cell: ({ count }) => formatCount(count),
    },
    {
      id: "length",
      header: isKnown ? t("column.length", { unit: units.symbol("m") }) : t("column.lengthDrawn"),
      numeric: true,
      sortBy: ({ length }) => length,
      cell: ({ length, length_m }) =>
        length_m === null ? formatFigure(length) : units.figure(length_m, "m", { digits: 4 }),
    },
    {
      id: "area",
      header: isKnown ? t("column.area", { unit: units.symbol("m2") }) : t("column.areaDrawn"),
      numeric: true,
      sortBy: ({ area }) => area,
      cell: ({ area, area_m2 }) =>
        area_m2 === null ? formatFigure(area) : units.figure(area_m2, "m2", { digits: 4 }),
    },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={({ kind, name }) => `${kind} ${name}`}
      tall
    />
  );
}

function Name({ row }: { row: Row }) {
  const t = useTranslations("drawing");
  return (
    <span className="grid gap-0.5">
      <span className="break-words font-medium">{row.name}</span>
      <span className="flex flex-wrap gap-x-2 gap-y-1 text-ink-3 text-sm">
        {t(`kind.${row.kind}`)}
        {"shown" in row && row.shown !== "on" && (
          <Badge tone="warn">
            {t(`shown.${row.shown}`, { count: row.hidden, shown: formatCount(row.hidden) })}
          </Badge>
        )}
        {"doubled" in row && row.doubled > 0 && (
          <span>{t("doubled", { count: row.doubled, shown: formatCount(row.doubled) })}</span>
        )}
        {"unmeasured" in row && row.unmeasured > 0 && (
          <span>{t("unmeasured", { count: row.unmeasured, shown: formatCount(row.unmeasured) })}</span>
        )}
        {row.without > 0 && (
          <span>{t("without", { count: row.without, shown: formatCount(row.without) })}</span>
        )}
      </span>
    </span>
  );
}

const TONES = { confirmed: "ok", suggested: "warn", none: "neutral" } as const;

function TakenFor({ row, fileId, mayEdit }: { row: Row; fileId: string; mayEdit: boolean }) {
  const t = useTranslations("drawing");
  const units = useUnits();
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="min-w-40 grow basis-0">
        {row.mapping === null ? t("notMapped") : describeMapping(t, units, row.mapping)}
      </span>
      <Badge tone={TONES[row.state]}>{t(`state.${row.state}`)}</Badge>
      {mayEdit && (
        <Dialog
          title={t("form.title", { kind: t(`kind.${row.kind}`), name: row.name })}
          description={t("form.description")}
          open={open}
          onOpenChange={setOpen}
          trigger={
            <Button size="sm" variant="ghost" aria-label={t("form.open", { name: row.name })}>
              <PenLine aria-hidden />
              {t("form.edit")}
            </Button>
          }
        >
          <MappingForm row={row} fileId={fileId} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </div>
  );
}
