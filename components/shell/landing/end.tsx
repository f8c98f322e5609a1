import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { formatMoney } from "#components/format/money.ts";
import { Button } from "#components/ui/button.tsx";
import { publicPlans } from "./public-plans.ts";

/** The last word: what to do now, and what it costs. */
export async function End() {
  const t = await getTranslations("landing");
  const plans = await publicPlans();
  return (
    <section
      aria-labelledby="end"
      className="mx-auto grid max-w-6xl grid-cols-1 items-center gap-8 px-4 py-14 md:grid-cols-2"
    >
      <div className="grid justify-items-start gap-3">
        <h2 id="end" className="font-semibold text-2xl tracking-tight">
          {t("end.title")}
        </h2>
        <p className="text-ink-2">{t("end.text")}</p>
        <Button asChild variant="primary" size="lg">
          <Link href="/sign-up">{t("hero.create")}</Link>
        </Button>
      </div>
      {plans.length > 0 && (
        <div className="rounded-lg border border-line bg-surface px-4 py-3.5 shadow-sm">
          <h3 className="font-semibold text-lg">{t("end.plans")}</h3>
          <dl className="mt-1">
            {plans.map((plan) => (
              <div key={plan.id} className="flex justify-between gap-4 border-line border-b py-2">
                <dt>{plan.name}</dt>
                <dd className="text-ink-2 tabular-nums">
                  {t("end.plan", { price: formatMoney(plan.monthly_price) })}
                </dd>
              </div>
            ))}
          </dl>
          <p className="pt-2.5">
            <Link href="/pricing" className="text-brand-text underline underline-offset-4">
              {t("end.all")}
            </Link>
          </p>
        </div>
      )}
    </section>
  );
}
