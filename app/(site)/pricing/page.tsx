import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PlanNotes, PlanTerms } from "#components/billing/plan-terms.tsx";
import type { PlanOfferAnswer } from "#components/billing/queries.ts";
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

/** What no plan is without: nothing of it is asked for by plan anywhere in the product. */
const IN_EVERY_PLAN = ["results", "handOn", "review", "security", "programs", "data"] as const;

/** The plans as they are this month, for whoever asks. */
export default async function PricingPage() {
  const t = await getTranslations("site");
  if ((await pageHost()).kind !== "root") redirect(`${originOf(null)}/pricing`);
  const plans = await listPublicPlans();
  return (
    <SiteLayout>
      <div className="mx-auto grid max-w-6xl grid-cols-1 gap-10 px-4 py-12">
        <div className="grid gap-2">
          <h1 className="font-semibold text-3xl tracking-tight">{t("pricingPage.plansAndPrices")}</h1>
          <p className="max-w-2xl text-ink-2">{t("pricingPage.aMonthIsInvoicedWhenItIsOverIn")}</p>
        </div>
        <ul className="grid grid-cols-1 gap-4 md:grid-cols-3" aria-label={t("pricingPage.plans")}>
          {plans.map((plan) => (
            <li key={plan.id} className="grid">
              <Plan plan={plan} />
            </li>
          ))}
        </ul>
        <section aria-labelledby="every-plan" className="grid gap-4">
          <h2 id="every-plan" className="font-semibold text-xl tracking-tight">
            {t("pricingPage.everyPlan.title")}
          </h2>
          <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
            {IN_EVERY_PLAN.map((id) => (
              <div key={id} className="grid content-start gap-1 border-line border-t pt-3">
                <dt className="font-medium">{t(`pricingPage.everyPlan.${id}.title`)}</dt>
                <dd className="text-ink-2 text-sm">{t(`pricingPage.everyPlan.${id}.text`)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-labelledby="counting" className="grid gap-4">
          <h2 id="counting" className="font-semibold text-xl tracking-tight">
            {t("pricingPage.howItIsCounted")}
          </h2>
          <PlanNotes plans={plans} />
        </section>
      </div>
    </SiteLayout>
  );
}

async function Plan({ plan }: { plan: PlanOfferAnswer }) {
  const t = await getTranslations("site");
  const isFree = Number(plan.monthly_price.amount) === 0;
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div className="grid gap-1">
        <h2 className="font-semibold text-lg">{plan.name}</h2>
        <p className="text-ink-2 text-sm">{t(`pricingPage.for.${plan.id}`)}</p>
      </div>
      <p>
        <span className="font-semibold text-3xl tabular-nums tracking-tight">
          {formatMoney(plan.monthly_price, { precision: "minor" })}
        </span>
        <span className="text-ink-2"> {t("pricingPage.aMonth")}</span>
      </p>
      <Button asChild variant={isFree ? "primary" : "secondary"} size="lg">
        <Link href="/sign-up">
          {isFree ? t("pricingPage.createYourOrganisation") : t("pricingPage.startFree")}
        </Link>
      </Button>
      <PlanTerms plan={plan} />
    </Card>
  );
}
