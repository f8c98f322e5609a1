import { formatQuantity } from "#lib/billing/pdf/format.ts";
import { mailDay } from "#lib/email/figures.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";

/**
 * Descriptions of lines and notes of invoices are stored in English, as the statement that drafts them writes them
 * (draft-invoices.ts, sql/charges.ts, credit-lines.ts), so that credit notes and sums compare one text. Here they are told
 * in a language; what is none of them, such as an operator's reason, stays as it is.
 */
export function lineWords(description: string, locale: Locale): string {
  return told(LINES, description, locale) ?? description;
}

/** The notes of an invoice, a sentence a line. */
export function noteWords(notes: string, locale: Locale): string {
  return notes
    .split("\n")
    .map((note) => told(NOTES, note, locale) ?? note)
    .join("\n");
}

/** "Invoice" or "Credit note", in the language of the invoice. */
export function titleOf({ reason, locale }: { reason: string; locale: Locale }): string {
  const t = wordsOf("invoice", locale);
  return t("document.title", { reason });
}

type Words = Translator<"invoice">;
type Telling = [stored: RegExp, tell: (parts: readonly string[], t: Words, locale: Locale) => string];

function told(tellings: readonly Telling[], text: string, locale: Locale): string | null {
  if (locale === "en") return text;
  for (const [stored, tell] of tellings) {
    const found = stored.exec(text);
    if (found) return tell(found.slice(1), wordsOf("invoice", locale), locale);
  }
  return null;
}

const MONTH_NAMES = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(Date.UTC(2026, month)),
);
const MONTH = `((?:${MONTH_NAMES.join("|")}) \\d{4,})`;
const MOMENT = "(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)";
const METRICS = {
  Files: "files",
  Storage: "storage",
  "API calls": "api_calls",
  Archive: "archive",
  Restores: "restores",
} as const;
const METRIC = `(${Object.keys(METRICS).join("|")})`;
const isMetric = (name: string): name is keyof typeof METRICS => name in METRICS;

const LINES: readonly Telling[] = [
  [
    new RegExp(`^(.+), ${MONTH}$`),
    ([plan = "", month = ""], t: Words, locale) => t("lines.month", { plan, month: monthIn(month, locale) }),
  ],
  [
    new RegExp(`^(.+), ${MONTH}, free trial$`),
    ([plan = "", month = ""], t: Words, locale) =>
      t("lines.trialMonth", { plan, month: monthIn(month, locale) }),
  ],
  [
    new RegExp(`^(.+), ${MOMENT} to ${MOMENT} UTC$`),
    ([plan = "", from = "", to = ""], t: Words, locale) =>
      t("lines.part", { plan, from: momentIn(from, locale), to: momentIn(to, locale) }),
  ],
  [
    new RegExp(`^(.+), ${MOMENT} to ${MOMENT} UTC, free trial$`),
    ([plan = "", from = "", to = ""], t: Words, locale) =>
      t("lines.trialPart", { plan, from: momentIn(from, locale), to: momentIn(to, locale) }),
  ],
  [new RegExp(`^${METRIC} beyond the plan$`), ([metric = ""], t: Words) => t(`lines.${metricOf(metric)}`)],
  [/^Restores from the archive$/, (_, t: Words) => t("lines.restores")],
  [
    new RegExp(`^${METRIC} of ${MONTH}, counted after invoice (\\S+)$`),
    ([metric = "", month = "", number = ""], t: Words, locale) =>
      t("lines.late", {
        metric: t(`metrics.${metricOf(metric)}`),
        month: monthIn(month, locale),
        number,
      }),
  ],
  [
    new RegExp(`^${METRIC} of ${MONTH}, counted after invoice (\\S+), after its discount$`),
    ([metric = "", month = "", number = ""], t: Words, locale) =>
      t("lines.lateAfterDiscount", {
        metric: t(`metrics.${metricOf(metric)}`),
        month: monthIn(month, locale),
        number,
      }),
  ],
  [/^Credit carried over from earlier invoices$/, (_, t: Words) => t("lines.carriedIn")],
  [/^Credit carried over to the next invoice$/, (_, t: Words) => t("lines.carriedOn")],
  [/^Remainder of invoice (\S+)$/, ([number = ""], t: Words) => t("lines.remainder", { number })],
  [
    /^Discount (.+) \(([\d.]+) %\)$/,
    ([code = "", percent = ""], t: Words, locale) =>
      t("lines.discountPercent", { code, percent: formatQuantity(percent, locale) }),
  ],
  [/^Discount (.+)$/, ([code = ""], t: Words) => t("lines.discount", { code })],
  [
    /^Tax ([\d.]+) %$/,
    ([rate = ""], t: Words, locale) => t("lines.tax", { rate: formatQuantity(rate, locale) }),
  ],
];

const FIGURE = "([\\d,.]+)";
const NOTES: readonly Telling[] = [
  [
    new RegExp(
      `^(.+) for ${MONTH}, billed in arrears\\. Included: ${FIGURE} files, ${FIGURE} GiB of storage on average, ${FIGURE} API calls, ${FIGURE} GiB of archive on average\\.$`,
    ),
    ([plan = "", month = "", files = "", storage = "", calls = "", archive = ""], t: Words, locale) =>
      t("notes.included", {
        plan,
        month: monthIn(month, locale),
        files: figureIn(files, locale),
        storage: figureIn(storage, locale),
        calls: figureIn(calls, locale),
        archive: figureIn(archive, locale),
      }),
  ],
  [
    /^Adjustments correct the usage of earlier months that arrived after their invoices\.$/,
    (_, t: Words) => t("notes.corrects"),
  ],
  [
    /^Credit that exceeds this month's charges is carried over to the next invoice\.$/,
    (_, t: Words) => t("notes.carried"),
  ],
  [/^Reverse charge: the recipient accounts for the tax\.$/, (_, t: Words) => t("notes.reverseCharge")],
  [
    /^Reverse charge: the recipient accounts for the tax \(tax id (.+)\)\.$/,
    ([id = ""], t: Words) => t("notes.reverseChargeId", { id }),
  ],
  [/^Nothing is to be paid\.$/, (_, t: Words) => t("notes.nothing")],
  [
    /^Payable within (\d+) days of the date of invoice\.$/,
    ([days = ""], t: Words) => t("notes.payable", { days }),
  ],
  [
    /^Credit note for invoice (\S+): (.*)$/,
    ([number = "", reason = ""], t: Words) => t("notes.credit", { number, reason }),
  ],
];

/** The pattern lets no other name through. */
function metricOf(label: string): (typeof METRICS)[keyof typeof METRICS] {
  if (!isMetric(label)) throw new Error(`${label} is no metric of an invoice`);
  return METRICS[label];
}

/** "October 2026" in a language. */
function monthIn(text: string, locale: Locale): string {
  const [name = "", year = ""] = text.split(" ");
  return new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    Date.UTC(Number(year), MONTH_NAMES.indexOf(name)),
  );
}

/** "2026-10-05 00:00:00" in a language. */
function momentIn(text: string, locale: Locale): string {
  return `${mailDay(locale, text)}, ${text.slice(11)}`;
}

/** "1,000.5" in a language. */
function figureIn(text: string, locale: Locale): string {
  return formatQuantity(text.replaceAll(",", ""), locale);
}
