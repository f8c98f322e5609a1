"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus, TicketPercent } from "lucide-react";
import { offText } from "#components/billing/discounts-table.tsx";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { formatDateTime } from "#components/format/time.ts";
import { StatusPill } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { CouponAnswer } from "./answers.ts";
import { useChange } from "./change.ts";
import { ChangeDialog } from "./change-dialog.tsx";
import { CouponForm } from "./coupon-form.tsx";

export function Coupons() {
  const coupons = useQuery({
    queryKey: ["operator", "coupons"],
    queryFn: () => api<{ items: CouponAnswer[] }>("/api/admin/coupons"),
  });
  return (
    <>
      <PageHeader
        title="Coupons"
        description="Codes that admins of organisations redeem on their billing page. What was redeemed holds as it was then."
        actions={<NewCoupon />}
      />
      <Card>
        <QueryView query={coupons} loading={<LoadingRows label="Loading coupons" />}>
          {({ items }) => <CouponsTable coupons={items} />}
        </QueryView>
      </Card>
    </>
  );
}

function NewCoupon() {
  return (
    <ChangeDialog
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          New coupon
        </Button>
      }
      title="New coupon"
      description="Each organisation can redeem it once. Its terms cannot be changed afterwards, only ended."
    >
      {(close) => <CouponForm onDone={close} />}
    </ChangeDialog>
  );
}

function CouponsTable({ coupons }: { coupons: readonly CouponAnswer[] }) {
  return (
    <DataTable
      caption="Coupons"
      rows={coupons}
      rowKey={({ code }) => code}
      empty={
        <EmptyState icon={TicketPercent} title="No coupons yet">
          A coupon takes a share or an amount off the invoices of whoever redeems its code.
        </EmptyState>
      }
      columns={[
        {
          id: "code",
          header: "Code",
          rowHeader: true,
          cell: ({ code }) => <code className="break-all text-sm">{code}</code>,
        },
        { id: "off", header: "Off a month", numeric: true, cell: offText },
        {
          id: "months",
          header: "Holds for",
          cell: ({ months }) =>
            months === null ? "No end" : `${formatCount(months)} ${months === 1 ? "month" : "months"}`,
        },
        {
          id: "until",
          header: "Redeem until",
          hideOnPhone: true,
          className: "whitespace-nowrap",
          cell: ({ redeem_by }) => (redeem_by ? formatDateTime(redeem_by) : "No end"),
        },
        { id: "redeemed", header: "Redeemed", numeric: true, cell: ({ redeemed }) => formatCount(redeemed) },
        { id: "state", header: "State", cell: (coupon) => <State coupon={coupon} /> },
        {
          id: "end",
          header: <span className="sr-only">End</span>,
          className: "text-right",
          cell: (coupon) => coupon.is_active && <EndCoupon coupon={coupon} />,
        },
      ]}
    />
  );
}

function State({ coupon: { is_active, redeem_by } }: { coupon: CouponAnswer }) {
  if (!is_active) return <StatusPill tone="neutral">Ended</StatusPill>;
  if (redeem_by && new Date(redeem_by) <= new Date()) return <StatusPill tone="warn">Expired</StatusPill>;
  return <StatusPill tone="ok">Open</StatusPill>;
}

function EndCoupon({ coupon: { code } }: { coupon: CouponAnswer }) {
  const change = useChange();
  return (
    <Confirm
      danger
      trigger={
        <Button size="sm" variant="danger-ghost" aria-label={`End ${code}`}>
          End
        </Button>
      }
      title={`End the coupon ${code}?`}
      description="Nobody can redeem it any more. Organisations that have redeemed it keep their discount."
      confirmLabel="End coupon"
      onConfirm={async () => {
        await change(`/api/admin/coupons/${encodeURIComponent(code)}`, { method: "DELETE" });
      }}
    />
  );
}
