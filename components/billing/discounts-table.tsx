import { useTranslations } from "next-intl";
import { formatMoney } from "#components/format/money.ts";
import { formatRate } from "#components/format/percent.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { periodName } from "./invoice-status.tsx";
import type { DiscountAnswer } from "./queries.ts";

/** What a coupon takes off, as people write it. */
export function offText({
  percent_off,
  amount_off,
}: Pick<DiscountAnswer, "percent_off" | "amount_off">): string {
  return percent_off === null ? formatMoney(amount_off) : formatRate(percent_off);
}

/** Coupons that an organisation has redeemed. */
export function DiscountsTable({ items }: { items: readonly DiscountAnswer[] }) {
  const t = useTranslations("billing");
  return (
    <DataTable
      caption={t("discountsTable.discounts")}
      rows={items}
      rowKey={({ code }) => code}
      columns={[
        { id: "code", header: t("discountsTable.code"), rowHeader: true, cell: ({ code }) => code },
        { id: "off", header: t("discountsTable.offAMonth"), numeric: true, cell: offText },
        {
          id: "from",
          header: t("discountsTable.from"),
          hideOnPhone: true,
          cell: ({ first_period }) => periodName(`${first_period}-01`),
        },
        {
          id: "until",
          header: t("discountsTable.lastMonth"),
          cell: ({ last_period }) =>
            last_period ? periodName(`${last_period}-01`) : t("discountsTable.noEnd"),
        },
      ]}
    />
  );
}
