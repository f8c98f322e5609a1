"use client";
import { Percent } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { formatRate } from "#components/format/percent.ts";
import { formatDate } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { later } from "#components/ui/later.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { BillAnswer, SummaryAnswer } from "./answers.ts";
import { figure } from "./words.ts";

const TermsDialog = later(
  async () => (await import("./terms-dialog.tsx")).TermsDialog,
  () => null,
);

/** From the sections to the total: each step with what it is of. */
export function SummaryCard({ bill, mayEdit }: { bill: BillAnswer; mayEdit: boolean }) {
  const t = useTranslations("bill");
  const [editing, setEditing] = useState(false);
  TermsDialog.useAtRest();
  const { summary } = bill;
  const contingency = summary.mark_ups.find(({ name }) => name === "contingency");
  return (
    <Card>
      <CardHeader
        title={t("summary.heading")}
        description={t("summary.description")}
        actions={
          mayEdit && (
            <Button onClick={() => setEditing(true)}>
              <Percent aria-hidden />
              {t("summary.edit")}
            </Button>
          )
        }
      />
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{t("summary.caption")}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t("summary.step")}</th>
            <th scope="col">{t("summary.amount", { currency: bill.currency })}</th>
          </tr>
        </thead>
        <tbody>
          <Step name={t("summary.sections")} amount={summary.sections} />
          <Step name={t("summary.chosen")} amount={summary.chosen} />
          <Step name={t("summary.works")} amount={summary.works} strong />
          {summary.mark_ups
            .filter(({ name }) => name !== "contingency")
            .map((one) => (
              <MarkUpStep key={one.name} markUp={one} />
            ))}
          <Step name={t("summary.provisional")} amount={summary.provisional} />
          {contingency && <MarkUpStep markUp={contingency} />}
          <Step name={t("summary.subtotal")} amount={summary.subtotal} strong />
          {summary.escalation && (
            <Step
              name={t("summary.escalation", { day: formatDate(summary.escalation.to) })}
              detail={escalationText(t, summary.escalation)}
              amount={summary.escalation.amount}
            />
          )}
          <Step name={t("summary.net")} amount={summary.net} strong />
          {summary.vat && (
            <Step
              name={t("summary.vat", { percent: formatRate(summary.vat.percent) })}
              amount={summary.vat.amount}
            />
          )}
          <Step
            name={t("summary.total", { currency: bill.currency })}
            amount={summary.total}
            strong
            className="text-lg"
          />
        </tbody>
      </table>
      {editing && <TermsDialog bill={bill} onClose={() => setEditing(false)} />}
    </Card>
  );
}

function MarkUpStep({ markUp }: { markUp: SummaryAnswer["mark_ups"][number] }) {
  const t = useTranslations("bill");
  const { name, percent, of, base, amount } = markUp;
  return (
    <Step
      name={t(`markUp.${name}`)}
      detail={
        percent === null || of === null
          ? t("summary.lump")
          : t(`summary.percentOf.${of}`, { percent: formatRate(percent), base: figure(base) })
      }
      amount={amount}
    />
  );
}

function escalationText(t: Translator<"bill">, escalation: NonNullable<SummaryAnswer["escalation"]>): string {
  const { index, years, days, from, to } = escalation;
  const factor = figure(escalation.factor);
  if (index)
    return t("summary.byIndex", {
      series: index.series,
      before: index.before.period,
      after: index.after.period,
      factor,
      placeholder: String(index.placeholder),
    });
  if (to <= from) return t("summary.notEscalated", { from: formatDate(from) });
  return years + days === 0
    ? t("summary.noSeries")
    : t("summary.byRate", { from: formatDate(from), years, days, factor });
}

function Step({
  name,
  detail,
  amount,
  strong = false,
  className,
}: {
  name: ReactNode;
  detail?: ReactNode;
  amount: string;
  strong?: boolean;
  className?: string;
}) {
  return (
    <tr className={cn(strong && "bg-subtle font-semibold", className)}>
      <th
        scope="row"
        className={cn("border-line border-t px-4 py-2 text-left", strong ? "font-semibold" : "font-normal")}
      >
        {name}
        {detail && <span className="block text-ink-3 text-sm">{detail}</span>}
      </th>
      <td className="whitespace-nowrap border-line border-t px-4 py-2 text-right align-top tabular-nums">
        {figure(amount)}
      </td>
    </tr>
  );
}
