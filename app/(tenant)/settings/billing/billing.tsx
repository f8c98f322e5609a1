"use client";
import { ReceiptText } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
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
import { FormSkeleton } from "#components/ui/skeletons.tsx";

export function Billing({ role }: { role: Role }) {
  const t = useTranslations("billing");
  return (
    <div className="grid max-w-5xl grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title={t("billing.billing")}
          description={t("billing.thePlanHowItIsPaidAndWhomThe")}
          actions={
            role === "admin" && (
              <Button asChild>
                <Link href="/invoices">
                  <ReceiptText aria-hidden />
                  {t("billing.invoices")}
                </Link>
              </Button>
            )
          }
        />
      </div>
      {role === "admin" ? (
        <BillingParts />
      ) : (
        <Callout title={t("billing.adminsLookAfterBilling")}>
          {t("billing.askAnAdminOfTheOrganisation")}
        </Callout>
      )}
    </div>
  );
}

function BillingParts() {
  const t = useTranslations("billing");
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
        <Callout tone="ok" title={t("billing.thankYou")}>
          {hasCard ? t("billing.yourCardIsOnFileInvoicesAre") : t("billing.yourCardShowsUpHereAsSoonAs")}
        </Callout>
      )}
      {checkout === "cancelled" && (
        <Callout title={t("billing.noCardWasAdded")}>{t("billing.youCanAddOneAtAnyTime")}</Callout>
      )}
      <PlanSection />
      <QueryView query={account} loading={<FormSkeleton />}>
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
