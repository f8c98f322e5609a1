import { useTranslations } from "next-intl";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatPercent, NONE } from "#components/format/numbers.ts";
import { cn } from "#components/ui/cn.ts";

/** How much less or more something costs than it did, in money and per cent; the sign says it, the colour helps. */
export function MoneyDifference({
  amount,
  of,
  currency,
}: {
  /** Exact: after less before. */
  amount: string;
  /** What it was, to say the per cent by. */
  of: string;
  currency: string;
}) {
  const size = { amount: amount.replace(/^-/, ""), currency };
  return (
    <Difference
      sign={signOf(Number(amount))}
      size={formatMoney(size, { precision: "whole" })}
      share={shareOf(Number(amount), Number(of))}
    />
  );
}

/** The same of carbon, kg. */
export function CarbonDifference({ kg, of }: { kg: number; of: number }) {
  return <Difference sign={signOf(kg)} size={formatCarbon(Math.abs(kg))} share={shareOf(kg, of)} />;
}

type Sign = "less" | "more" | "same";

const signOf = (value: number): Sign => (value < 0 ? "less" : value > 0 ? "more" : "same");
const shareOf = (part: number, whole: number) => (whole > 0 ? formatPercent(Math.abs(part) / whole) : NONE);

function Difference({ sign, size, share }: { sign: Sign; size: string; share: string }) {
  const t = useTranslations("variants");
  return (
    <span
      className={cn(
        "tabular-nums",
        sign === "less" && "text-ok",
        sign === "more" && "text-bad",
        sign === "same" && "text-ink-2",
      )}
    >
      {sign === "same" ? t("difference.same") : t(`difference.${sign}`, { size, share })}
    </span>
  );
}
