"use client";
import { useTranslations } from "next-intl";
import { classLabel } from "#components/files/class-label.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatFigure } from "#components/format/numbers.ts";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { RevisionAnswer } from "./answers.ts";

type Changed = NonNullable<RevisionAnswer["changes"]>;

const CELL = "px-2.5 py-1.5 first:pl-0 last:pr-0";
const FIGURE = `${CELL} whitespace-nowrap text-right tabular-nums`;

/** What a revision says otherwise than the one before: cost, carbon, and the lines. */
export function Changes({ changes }: { changes: Changed }) {
  const t = useTranslations("issuing");
  const { likely, carbon_kg: carbon, added, removed, changed, lines } = changes;
  return (
    <div className="grid gap-1 text-sm">
      <p>
        {t("changes.since", { revision: changes.since })}{" "}
        {likely
          ? t("changes.cost", { amount: signed(Number(likely.amount), formatMoney(magnitude(likely))) })
          : t("changes.otherCurrency")}{" "}
        {t("changes.carbon", { amount: signed(carbon, formatCarbon(Math.abs(carbon))) })}{" "}
        {t("changes.lines", { added, removed, changed })}
      </p>
      {lines.length > 0 && (
        <details>
          <summary className="cursor-pointer text-ink-2">{t("changes.show")}</summary>
          <ChangedLines changes={changes} />
        </details>
      )}
    </div>
  );
}

function ChangedLines({ changes: { lines, likely, added, removed, changed } }: { changes: Changed }) {
  const t = useTranslations("issuing");
  const currency = likely?.currency;
  const money = (amount: string | null) =>
    amount === null ? "–" : currency ? formatMoney({ amount, currency }) : amount;
  const quantity = (amount: string | null) => (amount === null ? "–" : formatFigure(Number(amount)));
  const more = added + removed + changed - lines.length;
  return (
    <ScrollRegion label={t("changes.table")}>
      <table className="mt-1 w-full border-collapse text-left">
        <caption className="sr-only">{t("changes.table")}</caption>
        <thead className="border-line border-b text-ink-2">
          <tr>
            <th scope="col" className={CELL}>
              {t("changes.line")}
            </th>
            <th scope="col" className={CELL}>
              {t("changes.what")}
            </th>
            <th scope="col" className={FIGURE}>
              {t("changes.quantity")}
            </th>
            <th scope="col" className={FIGURE}>
              {t("changes.likely")}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map((line) => (
            <tr key={JSON.stringify(line)}>
              <th scope="row" className={`${CELL} font-normal`}>
                {line.ifc_class
                  ? t("changes.name", { name: line.name, where: classLabel(line.ifc_class) })
                  : line.name}
              </th>
              <td className={CELL}>{t(`changes.kind.${line.change}`)}</td>
              <td className={FIGURE}>
                {t("changes.fromTo", {
                  before: quantity(line.quantity.before),
                  after: quantity(line.quantity.after),
                })}
              </td>
              <td className={FIGURE}>
                {t("changes.fromTo", { before: money(line.likely.before), after: money(line.likely.after) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="mt-1 text-ink-2">{t("changes.more", { count: more })}</p>}
    </ScrollRegion>
  );
}

const magnitude = ({ amount, currency }: { amount: string; currency: string }) => ({
  amount: amount.replace(/^-/, ""),
  currency,
});

/** By its own sign, so that less is not told by a colour or a hyphen alone. */
const signed = (value: number, text: string) => (value > 0 ? `+${text}` : value < 0 ? `−${text}` : "±0");
