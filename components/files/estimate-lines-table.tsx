"use client";
import { ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { approximateAmount, formatMoney, type Money } from "#components/format/money.ts";
import { formatCarbon, formatFigure, formatPercent } from "#components/format/numbers.ts";
import type { Units } from "#components/format/units.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { ElementsLink, TotalLink } from "#components/takeoff/elements-link.tsx";
import { elementsAt } from "#components/takeoff/view.ts";
import { Badge } from "#components/ui/badge.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { classLabel } from "./class-label.ts";
import type { EstimateLine } from "./types.ts";

export interface EstimateLinesTableProps {
  /** Whose take-off the lines open to; null: there is none. */
  fileId: string | null;
  lines: readonly EstimateLine[];
  /** As the server summed it, to the cent. */
  total: Money | null;
  /** A1–A3 of all lines as the server summed it; null: not counted. */
  totalCarbonKg: number | null;
}

/**
 * The lines behind the total, each with its code, its parts and its source. Unpriced ones say so. Cost and carbon stand
 * before the build-up, so that they are in sight; on a phone they share a column, and the quantity stands with the item.
 */
export function EstimateLinesTable({ fileId, lines, total, totalCarbonKg }: EstimateLinesTableProps) {
  const t = useTranslations("files");
  const units = useUnits();
  const perUnit = (price: Money | null | undefined, { unit }: EstimateLine): Money | null =>
    price ? { ...price, amount: units.pricePer(price.amount, unit) } : null;
  const hours = (id: "labour_hours" | "equipment_hours", header: string): Column<EstimateLine> => ({
    id,
    header,
    numeric: true,
    cell: (line) => formatFigure(hoursPer(units, line, id)),
  });
  return (
    <DataTable
      caption={t("estimateLinesTable.estimateLines")}
      rows={lines}
      rowKey={(line) => line.id}
      tall
      empty={
        <EmptyState icon={ReceiptText} title={t("estimateLinesTable.noLines")}>
          {t("estimateLinesTable.theFileHasNoElementThatCanBe")}
        </EmptyState>
      }
      columns={[
        {
          id: "description",
          header: t("estimateLinesTable.item"),
          rowHeader: true,
          className: "min-w-60",
          sortBy: (line) => line.description,
          footer: <TotalLink href={elementsAt(fileId, {})}>{t("estimateLinesTable.total")}</TotalLink>,
          cell: (line) => (
            <span className="grid">
              <span className="flex flex-wrap items-center gap-1.5 font-medium">
                {line.description}
                {line.placeholder && <Badge tone="warn">{t("estimateLinesTable.placeholder")}</Badge>}
                {line.proxy && <Badge tone="warn">{t("estimateLinesTable.proxy")}</Badge>}
                {line.expired && <Badge tone="warn">{t("estimateLinesTable.expiredEpd")}</Badge>}
                {line.corrected > 0 && (
                  <Badge tone="info">{t("estimateLinesTable.corrected", { count: line.corrected })}</Badge>
                )}
              </span>
              <span className="text-ink-3 text-xs">
                {[line.ifc_class && classLabel(line.ifc_class), line.materials.join(", "), codes(t, line)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              <ElementsLink
                href={elementsAt(fileId, { line: line.id })}
                of={line.description}
                count={line.elements}
                className="text-xs"
              />
              <span className="text-ink-2 text-xs tabular-nums sm:hidden">
                {quantityOf(units, line)}
                {line.unit_rate && ` × ${formatMoney(perUnit(line.unit_rate, line))}`}
              </span>
            </span>
          ),
        },
        {
          id: "quantity",
          header: t("estimateLinesTable.quantity"),
          numeric: true,
          hideOnPhone: true,
          cell: (line) => quantityOf(units, line),
        },
        {
          id: "rate",
          header: t("estimateLinesTable.unitRate"),
          numeric: true,
          hideOnPhone: true,
          cell: (line) => formatMoney(perUnit(line.unit_rate, line)),
        },
        {
          id: "total",
          header: (
            <span>
              {t.rich("estimateLinesTable.totalA1A3", {
                span: (chunks) => <span className="sm:hidden">{chunks}</span>,
              })}
            </span>
          ),
          numeric: true,
          sortBy: (line) => (line.total ? approximateAmount(line.total) : null),
          cell: (line) => (
            <WithCarbon carbon={<Carbon line={line} />}>
              {line.total ? (
                <span className="font-medium">{formatMoney(line.total)}</span>
              ) : (
                <Badge tone="warn">{t("estimateLinesTable.unpriced")}</Badge>
              )}
            </WithCarbon>
          ),
          footer: <WithCarbon carbon={formatCarbon(totalCarbonKg)}>{formatMoney(total)}</WithCarbon>,
        },
        {
          id: "carbon",
          header: "A1–A3",
          numeric: true,
          hideOnPhone: true,
          sortBy: (line) => line.carbon_a1_a3_kg,
          cell: (line) => <Carbon line={line} />,
          footer: formatCarbon(totalCarbonKg),
        },
        {
          id: "material",
          header: t("estimateLinesTable.materialUnit"),
          numeric: true,
          cell: (line) => formatMoney(perUnit(line.build_up?.material, line), { precision: "minor" }),
        },
        hours("labour_hours", t("estimateLinesTable.labourHUnit")),
        hours("equipment_hours", t("estimateLinesTable.equipHUnit")),
        {
          id: "source",
          header: t("estimateLinesTable.source"),
          className: "min-w-[28rem] text-ink-2 text-sm",
          cell: (line) => (
            <span className="grid">
              {line.source && <span>{t("estimateLinesTable.price", { source: line.source })}</span>}
              {line.carbon_source && (
                <span>{t("estimateLinesTable.carbon", { carbonSource: line.carbon_source })}</span>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}

/** The carbon below the cost, on phones: there they share a column. */
function WithCarbon({ carbon, children }: { carbon: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-grid justify-items-end gap-0.5">
      {children}
      <span className="font-normal text-ink-2 text-sm sm:hidden">{carbon}</span>
    </span>
  );
}

function Carbon({ line }: { line: EstimateLine }) {
  const t = useTranslations("files");
  return (
    <span className="inline-grid justify-items-end">
      {formatCarbon(line.carbon_a1_a3_kg)}
      {line.carbon_a1_a3_kg !== null && line.carbon_share < 1 && (
        <Badge tone="warn">
          {t("estimateLinesTable.ofOfIt", { carbonShare: formatPercent(line.carbon_share) })}
        </Badge>
      )}
    </span>
  );
}

const quantityOf = (units: Units, { quantity, unit }: EstimateLine) =>
  units.quantity(quantity, unit, { digits: 6 });

function hoursPer(units: Units, line: EstimateLine, id: "labour_hours" | "equipment_hours") {
  const hours = line.build_up?.[id];
  return hours === undefined ? null : Number(units.pricePer(String(hours), line.unit));
}

function codes(
  t: Translator<"files">,
  { codes: { masterformat, uniformat, din276 }, code_names: names }: EstimateLine,
): string {
  const named = (system: string, code: string | null | undefined, name: string | null) =>
    code && `${system} ${code}${name ? ` ${name}` : ""}`;
  return [
    masterformat && t("estimateLinesTable.mf", { masterformat }),
    named("UF", uniformat, names.uniformat),
    named("DIN", din276, names.din276),
  ]
    .filter(Boolean)
    .join(", ");
}
