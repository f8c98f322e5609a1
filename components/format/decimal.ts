import { numberLocale } from "./locale.ts";

/**
 * A number as people type it, as a plain decimal text ("1234.5"), which no float has touched; null for what is none.
 * A point that cannot separate thousands is a decimal mark everywhere: "1.5" is right in German too, where "1.234" is
 * 1234 as it is written there. A comma is one only where the language has it: in English "1,5" is refused.
 */
export function parseDecimal(text: string, locale = numberLocale()): string | null {
  const typed = text.replace(/[\s'’\u00a0\u202f]/g, "").replace("−", "-");
  const { group, decimal } = marks(locale);
  const grouped = new RegExp(`^(-?[1-9]\\d{0,2}(?:\\${group}\\d{3})+)(?:\\${decimal}(\\d+))?$`).exec(typed);
  if (grouped?.[1]) {
    const whole = grouped[1].replaceAll(group, "");
    return grouped[2] === undefined ? whole : `${whole}.${grouped[2]}`;
  }
  const pointed = decimal === "," ? typed.replace(",", ".") : typed;
  return /^-?(?:\d+(?:\.\d*)?|\.\d+)$/.test(pointed) ? plain(pointed) : null;
}

/** A decimal text of ours as it stands in a field: with the reader's decimal mark, and no thousands. */
export function decimalText(decimal: string | number, locale = numberLocale()): string {
  return String(decimal).replace(".", marks(locale).decimal);
}

function plain(text: string): string {
  const [whole = "", fraction = ""] = text.split(".");
  const integer = whole === "" ? "0" : whole === "-" ? "-0" : whole;
  return fraction === "" ? integer : `${integer}.${fraction}`;
}

function marks(locale: string): { group: string; decimal: string } {
  return new Intl.NumberFormat(locale).format(0.5).includes(",")
    ? { group: ".", decimal: "," }
    : { group: ",", decimal: "." };
}
