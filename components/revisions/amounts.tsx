"use client";
import { ChartNoAxesGantt } from "lucide-react";
import { useTranslations } from "next-intl";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { Waterfall } from "#components/charts/drawn.tsx";
import { partColor, seriesColor } from "#components/charts/palette.ts";
import { priceBookText } from "#components/data/present-words.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon } from "#components/format/numbers.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import type { ChangesAnswer, SummaryAnswer } from "./answers.ts";
import { signedMoney } from "./money-of.ts";

type Version = ChangesAnswer["file"];

interface Step {
  id: "before" | "terms" | "model" | "after";
  label: string;
  value: number;
  short: string;
  exact: string;
}

/** Cost and carbon from the version before to the newer one: what prices and factors did, and what the model did. */
export function Amounts({ summary, newer, base }: { summary: SummaryAnswer; newer: Version; base: Version }) {
  const t = useTranslations("revisions");
  const tData = useTranslations("data");
  const { cost, carbon, price_book: book } = summary;
  const labels = {
    before: t("amounts.version", { number: base.number ?? 1 }),
    terms: t("amounts.terms"),
    model: t("amounts.model"),
    after: t("amounts.version", { number: newer.number ?? 2 }),
  };
  const money = (amount: string, signed: boolean) => {
    const currency = cost?.currency ?? "USD";
    const shown = (precision: "compact" | "exact") =>
      signed ? signedMoney(amount, currency, precision) : formatMoney({ amount, currency }, { precision });
    return { value: Number(amount), short: shown("compact"), exact: shown("exact") };
  };
  const kg = (amount: number, signed: boolean) => {
    const shown = (digits: number) => `${signed && amount > 0 ? "+" : ""}${formatCarbon(amount, { digits })}`;
    return { value: amount, short: shown(3), exact: shown(6) };
  };
  const costSteps: Step[] = cost
    ? [
        // In another currency there is no difference to be told: both sides stand at the newer terms.
        { id: "before", label: labels.before, ...money(cost.before ?? cost.before_at_terms, false) },
        ...(cost.due_to_terms === null
          ? []
          : [{ id: "terms" as const, label: labels.terms, ...money(cost.due_to_terms, true) }]),
        { id: "model", label: labels.model, ...money(cost.due_to_model, true) },
        { id: "after", label: labels.after, ...money(cost.after, false) },
      ]
    : [];
  const carbonSteps: Step[] = carbon
    ? [
        { id: "before", label: labels.before, ...kg(carbon.before_kg, false) },
        { id: "terms", label: t("amounts.factors"), ...kg(carbon.due_to_terms_kg, true) },
        { id: "model", label: labels.model, ...kg(carbon.due_to_model_kg, true) },
        { id: "after", label: labels.after, ...kg(carbon.after_kg, false) },
      ]
    : [];
  const terms =
    book === null ? undefined : t("amounts.note", { book: priceBookText(tData, book, "priceBook") });
  const currencies =
    cost && cost.base_currency !== cost.currency
      ? t("amounts.otherCurrency", { before: cost.base_currency, after: cost.currency })
      : null;
  return (
    <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
      <Amount
        title={t("amounts.cost")}
        steps={costSteps}
        note={
          <>
            {terms} {currencies}
          </>
        }
      />
      <Amount title={t("amounts.carbon")} steps={carbonSteps} note={t("amounts.carbonNote")} />
    </div>
  );
}

const COLOURS = {
  before: seriesColor(5).css,
  terms: seriesColor(4).css,
  model: seriesColor(1).css,
  after: partColor("build_up", "total").css,
};

function Amount({ title, steps, note }: { title: string; steps: readonly Step[]; note: React.ReactNode }) {
  const t = useTranslations("revisions");
  const last = steps.at(-1);
  const first = steps[0];
  return (
    <ChartCard
      title={title}
      summary={first && last && t("amounts.summary", { before: first.short, after: last.short })}
      chart={
        last && (
          <Waterfall
            label={title}
            steps={steps.slice(0, -1).map(({ id, label, value, short, exact }) => ({
              id,
              label,
              value,
              text: short,
              detail: exact,
              color: COLOURS[id],
            }))}
            total={{
              id: last.id,
              label: last.label,
              value: last.value,
              text: last.short,
              color: COLOURS.after,
            }}
          />
        )
      }
      table={
        <DataTable
          caption={title}
          rows={steps}
          rowKey={({ id }) => id}
          columns={[
            { id: "step", header: t("amounts.step"), rowHeader: true, cell: ({ label }) => label },
            { id: "amount", header: t("amounts.amount"), numeric: true, cell: ({ exact }) => exact },
          ]}
        />
      }
      note={note}
      empty={
        steps.length === 0 && {
          icon: ChartNoAxesGantt,
          title: t("amounts.none"),
          text: t("amounts.noneText"),
        }
      }
    />
  );
}
