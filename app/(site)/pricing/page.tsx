import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PlanNotes, PlanTerms } from "#components/billing/plan-terms.tsx";
import { formatMoney } from "#components/format/money.ts";
import { SiteLayout } from "#components/shell/site.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { listPublicPlans } from "#lib/billing/plans/read-plan.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { pageHost } from "../../caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: t("pricingPage.pricing") };
}

/** The plans as they are this month, for whoever asks. */
export default async function PricingPage() {
  const t = await getTranslations("site");
  if ((await pageHost()).kind !== "root") redirect(`${originOf(null)}/pricing`);
  const plans = await listPublicPlans();
  return (
    <SiteLayout>
      <div className="mx-auto grid max-w-6xl gap-6 px-4 py-12">
        <div className="grid gap-2">
          <h1 className="font-semibold text-3xl tracking-tight">{t("pricingPage.plansAndPrices")}</h1>
          <p className="max-w-2xl text-ink-2">{t("pricingPage.aMonthIsInvoicedWhenItIsOverIn")}</p>
        </div>
        <ul className="grid grid-cols-1 gap-4 lg:grid-cols-3" aria-label={t("pricingPage.plans")}>
          {plans.map((plan) => (
            <li key={plan.id} className="grid">
              <Card className="flex flex-col gap-3 p-4">
                <h2 className="font-semibold text-lg">{plan.name}</h2>
                <p>
                  <span className="font-semibold text-2xl tabular-nums tracking-tight">
                    {formatMoney(plan.monthly_price, { precision: "minor" })}
                  </span>
                  <span className="text-ink-2"> {t("pricingPage.aMonth")}</span>
                </p>
                <PlanTerms plan={plan} />
              </Card>
            </li>
          ))}
        </ul>
        <PlanNotes plans={plans} />
        <div>
          <Button asChild variant="primary" size="lg">
            <Link href="/sign-up">{t("pricingPage.createYourOrganisation")}</Link>
          </Button>
        </div>
      </div>
    </SiteLayout>
  );
}
