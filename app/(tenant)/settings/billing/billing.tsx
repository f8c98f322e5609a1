"use client";
import { ReceiptText } from "lucide-react";
import Link from "next/link";
import { AccountForm } from "#components/billing/account-form.tsx";
import { CouponCard } from "#components/billing/coupon-card.tsx";
import { PaymentCard } from "#components/billing/payment-card.tsx";
import { PlanSection } from "#components/billing/plan-section.tsx";
import { useAccount, usePlan, usePlanArrived } from "#components/billing/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";

export function Billing({ role }: { role: Role }) {
  return (
    <div className="grid max-w-5xl grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title="Billing"
          description="The plan, how it is paid, and whom the invoices go to."
          actions={
            role === "admin" && (
              <Button asChild>
                <Link href="/invoices">
                  <ReceiptText aria-hidden />
                  Invoices
                </Link>
              </Button>
            )
          }
        />
      </div>
      {role === "admin" ? (
        <BillingParts />
      ) : (
        <Callout title="Admins look after billing">Ask an admin of the organisation.</Callout>
      )}
    </div>
  );
}

function BillingParts() {
  const [param] = useUrlParams();
  const checkout = param("checkout");
  const account = useAccount({ awaitsCard: checkout === "completed" });
  const plan = usePlan();
  const hasCard = Boolean(account.data?.card);
  usePlanArrived(checkout === "completed" && hasCard);
  const goesOn = plan.data?.waiting?.plan ?? plan.data?.plan ?? "free";
  return (
    <>
      {checkout === "completed" && (
        <Callout tone="ok" title="Thank you">
          {hasCard
            ? "Your card is on file. Invoices are charged to it from now on."
            : "Your card shows up here as soon as Stripe has told us of it, usually within seconds."}
        </Callout>
      )}
      {checkout === "cancelled" && <Callout title="No card was added">You can add one at any time.</Callout>}
      <PlanSection />
      <QueryView query={account} loading={<Skeleton className="h-96 rounded-lg" />}>
        {(data) => (
          <>
            <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
              <PaymentCard account={data} plan={goesOn} />
              <CouponCard />
            </div>
            <AccountForm account={data} />
          </>
        )}
      </QueryView>
    </>
  );
}
