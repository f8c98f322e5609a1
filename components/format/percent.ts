import { formatWords, numberLocale } from "./locale.ts";
import { formatter } from "./numbers.ts";

/** A tax rate as people write it, and as the API does: "19" is "0.19". Digit by digit, so that nothing is rounded. */
export function shareToPercent(share: string): string {
  const digits = (share.split(".")[1] ?? "").padEnd(2, "0");
  const whole = digits.slice(0, 2).replace(/^0/, "");
  const rest = digits.slice(2).replace(/0+$/, "");
  return rest ? `${whole}.${rest}` : whole;
}

/** Null for what is no percentage below 100 with at most four decimals. */
export function percentToShare(percent: string): string | null {
  const found = /^(\d{1,2})(?:[.,](\d{1,4}))?$/.exec(percent.trim());
  if (!found?.[1]) return null;
  return `0.${found[1].padStart(2, "0")}${found[2] ?? ""}`;
}

/** How much of something is used, as a whole percentage that never says more than there is: "12%", "under 1%". */
export function formatShare(share: number): string {
  const percent = Math.floor(share * 100 + 1e-9);
  return percent === 0 && share > 0 ? formatWords().underOnePercent : formatRate(percent);
}

/** A rate in per cent as the reader writes it, with the decimals it has: `formatRate("7.7")` = "7.7%", in German "7,7 %". */
export function formatRate(percent: string | number): string {
  return formatter(numberLocale(), { style: "percent", maximumFractionDigits: 4 }).format(
    Number((Number(percent) / 100).toFixed(8)),
  );
}
