import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { End } from "./end.tsx";
import { FreePlan } from "./free-plan.tsx";
import { Picture } from "./picture.tsx";
import { Promises, Steps } from "./steps.tsx";
import { Tour } from "./tour.tsx";

/** The root domain's first page: what it does, in the words of the trade and in the product's own pictures. */
export function Landing() {
  const t = useTranslations("landing");
  return (
    <>
      <section className="mx-auto grid max-w-6xl grid-cols-1 gap-10 px-4 pt-14 pb-14 md:pt-20 md:pb-16">
        <div className="grid gap-5">
          <h1 className="max-w-3xl text-balance font-semibold text-4xl tracking-tight max-[24rem]:text-3xl md:text-5xl">
            {t("hero.title")}
          </h1>
          <p className="max-w-2xl text-ink-2 text-xl">{t("hero.text")}</p>
          <div className="flex flex-wrap gap-2.5">
            <Button asChild variant="primary" size="lg">
              <Link href="/sign-up">{t("hero.create")}</Link>
            </Button>
            <Button asChild size="lg">
              <Link href="/pricing">{t("hero.prices")}</Link>
            </Button>
          </div>
          <p className="max-w-2xl text-ink-3 text-sm">
            <FreePlan />
          </p>
        </div>
        <Picture of="model" alt={t("tour.model.picture")} />
      </section>
      <Steps />
      <Tour />
      <Promises />
      <End />
    </>
  );
}
