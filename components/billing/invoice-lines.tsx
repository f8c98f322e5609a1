import Link from "next/link";
import { useTranslations } from "next-intl";
import { formatMoney } from "#components/format/money.ts";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import type { InvoiceAnswer, LineItem } from "./queries.ts";

/** The lines; each that counts usage opens the events behind it. They add up to the total. */
export function InvoiceLines({ invoice }: { invoice: InvoiceAnswer }) {
  const t = useTranslations("billing");
  const lines = invoice.line_items.map((line, position) => ({ ...line, position }));
  return (
    <DataTable
      caption={t("invoiceLines.linesOfTheInvoice")}
      rows={lines}
      rowKey={({ position }) => String(position)}
      columns={[
        {
          id: "description",
          header: t("invoiceLines.description"),
          rowHeader: true,
          className: "min-w-48",
          cell: (line) => <Description line={line} />,
          footer: t("invoiceLines.total"),
        },
        {
          id: "quantity",
          header: t("invoiceLines.quantity"),
          numeric: true,
          hideOnPhone: true,
          cell: (line) => quantityText(line),
          footer: "",
        },
        {
          id: "price",
          header: t("invoiceLines.unitPrice"),
          numeric: true,
          hideOnPhone: true,
          cell: (line) =>
            isCounted(line) ? formatMoney({ amount: line.unit_price, currency: invoice.currency }) : "",
          footer: "",
        },
        {
          id: "amount",
          header: t("invoiceLines.amount"),
          numeric: true,
          cell: (line) => formatMoney(line.amount),
          footer: formatMoney(invoice.total_amount),
        },
      ]}
    />
  );
}

function Description({ line }: { line: LineItem }) {
  const t = useTranslations("billing");
  if (!line.usage_query) return line.description;
  return (
    <Link
      href={`/usage/events?${new URLSearchParams(line.usage_query)}`}
      className={`${rowLink} underline decoration-ink-3 underline-offset-4`}
    >
      {line.description}
      <span className="sr-only">{t("invoiceLines.seeTheEvents")}</span>
    </Link>
  );
}

const isCounted = ({ kind }: LineItem) => kind === "base" || kind === "usage";

/** As the API writes it, without trailing zeros: "1234 files", "7.5 × 1,000 calls". */
export function quantityText(line: Pick<LineItem, "kind" | "quantity" | "unit">): string {
  if (line.kind !== "base" && line.kind !== "usage") return "";
  const figure = line.quantity.includes(".") ? line.quantity.replace(/\.?0+$/, "") : line.quantity;
  if (line.unit === "1 000 calls") return `${figure} × 1,000 calls`;
  return `${figure} ${line.unit === "GiB" || figure === "1" ? line.unit : `${line.unit}s`}`;
}
