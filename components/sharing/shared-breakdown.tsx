import { useTranslations } from "next-intl";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon } from "#components/format/numbers.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { SharedEstimate } from "#lib/sharing/read-shared.ts";

interface Row {
  key: string;
  name: string;
  cost: string;
  carbon: NonNullable<SharedEstimate["carbon"]>;
}

/** Narrower on a phone, so that name, cost and carbon stand side by side. */
const CELL = "px-1.5 py-2 first:pl-4 last:pr-4 sm:px-4";
const FIGURE = cn(CELL, "whitespace-nowrap text-right tabular-nums");

/** Longer than anybody reads on a page without a filter. */
const MOST_ROWS = 200;

/** Cost and carbon of the parts, in the order that they come in, and their sum as the estimate has it. */
export function SharedBreakdown({
  title,
  column,
  estimate: { cost, carbon },
  rows,
}: {
  title: string;
  column: string;
  estimate: SharedEstimate;
  rows: readonly Row[];
}) {
  const t = useTranslations("variants");
  const money = (amount: string) => formatMoney({ amount, currency: cost.currency });
  return (
    <Card>
      <CardHeader title={title} />
      <ScrollRegion label={title}>
        <table className="w-full border-collapse text-left text-sm sm:text-base">
          <caption className="sr-only">{title}</caption>
          <thead className="border-line border-y bg-subtle text-ink-2 text-sm">
            <tr>
              <th scope="col" className={cn(CELL, "font-medium")}>
                {column}
              </th>
              <th scope="col" className={cn(CELL, "text-right font-medium")}>
                {t("shared.cost")}
              </th>
              <th scope="col" className={cn(CELL, "text-right font-medium")}>
                {t("shared.carbon")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((row) => (
              <tr key={row.key} className="border-line border-b">
                <th scope="row" className={cn(CELL, "break-words font-normal")}>
                  {row.name}
                </th>
                <td className={FIGURE}>{money(row.cost)}</td>
                <td className={FIGURE}>{formatCarbon(sumOf(row.carbon))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="font-semibold">
              <th scope="row" className={CELL}>
                {t("shared.total")}
              </th>
              <td className={FIGURE}>{money(cost.likely)}</td>
              <td className={FIGURE}>{formatCarbon(carbon && sumOf(carbon))}</td>
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
      {rows.length > MOST_ROWS && (
        <p className="px-4 pb-3 text-ink-2 text-sm">{t("shared.more", { count: rows.length - MOST_ROWS })}</p>
      )}
    </Card>
  );
}

const sumOf = ({ a1_a3_kg, a4_kg, a5_kg }: Row["carbon"]) => a1_a3_kg + a4_kg + a5_kg;
