import { Boxes, Coins, FileCheck2, Leaf, type LucideIcon, Scale, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { Mark } from "./logo.tsx";

const steps = (t: Translator<"shell">): { icon: LucideIcon; title: string; text: string }[] => [
  {
    icon: Boxes,
    title: t("landing.takeOff"),
    text: t("landing.everyElementOfTheIfcModelBy"),
  },
  {
    icon: FileCheck2,
    title: t("landing.materials"),
    text: t("landing.namesInSeveralLanguagesAre"),
  },
  {
    icon: Coins,
    title: t("landing.cost"),
    text: t("landing.pricedFromYourOwnPriceBookOver"),
  },
  {
    icon: Leaf,
    title: t("landing.carbon"),
    text: t("landing.en15978ModulesA1A3A4AndA5Each"),
  },
];

const promises = (t: Translator<"shell">): { icon: LucideIcon; title: string; text: string }[] => [
  {
    icon: Scale,
    title: t("landing.itAddsUp"),
    text: t("landing.totalsAreTheSumOfTheirLinesTo"),
  },
  {
    icon: ShieldCheck,
    title: t("landing.yoursAlone"),
    text: t("landing.eachOrganisationHasItsOwn"),
  },
];

/** The root domain's first page: what it does, in the words of the trade. */
export function Landing() {
  const t = useTranslations("shell");
  return (
    <>
      <section className="mx-auto grid max-w-6xl gap-6 px-4 pt-16 pb-14 md:pt-24 md:pb-20">
        <h1 className="max-w-3xl font-semibold text-4xl tracking-tight md:text-5xl">
          {t("landing.fromBuildingModelToCostAnd")}
        </h1>
        <p className="max-w-2xl text-ink-2 text-xl">{t("landing.dropAnIfcFileMinutesLaterATake")}</p>
        <div className="flex flex-wrap gap-2.5">
          <Button asChild variant="primary" size="lg">
            <Link href="/sign-up">{t("landing.createYourOrganisation")}</Link>
          </Button>
          <Button asChild size="lg">
            <Link href="/sign-in">{t("landing.signIn")}</Link>
          </Button>
        </div>
        <p className="text-ink-3 text-sm">{t("landing.freeFor100Files10GibAnd10000")}</p>
      </section>
      <section aria-labelledby="steps" className="border-line border-y bg-surface">
        <div className="mx-auto max-w-6xl px-4 py-12">
          <h2 id="steps" className="font-semibold text-2xl tracking-tight">
            {t("landing.whatHappensToAFile")}
          </h2>
          <ol className="mt-6 grid gap-x-8 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
            {steps(t).map(({ icon: Icon, title, text }, index) => (
              <li key={title} className="grid content-start gap-1.5 border-line border-t pt-4">
                <p className="flex items-center justify-between text-ink-3">
                  <Icon aria-hidden className="size-5 text-brand-text" />
                  <span className="text-sm tabular-nums">{index + 1}</span>
                </p>
                <h3 className="font-semibold text-lg">{title}</h3>
                <p className="text-ink-2">{text}</p>
              </li>
            ))}
          </ol>
        </div>
      </section>
      <section aria-labelledby="promises" className="mx-auto max-w-6xl px-4 py-12">
        <h2 id="promises" className="sr-only">
          {t("landing.whatYouCanRelyOn")}
        </h2>
        <div className="grid gap-8 md:grid-cols-3">
          {promises(t).map(({ icon: Icon, title, text }) => (
            <div key={title} className="grid content-start gap-1.5">
              <Icon aria-hidden className="size-5 text-brand-text" />
              <h3 className="font-semibold text-lg">{title}</h3>
              <p className="text-ink-2">{text}</p>
            </div>
          ))}
          <div className="grid content-start gap-1.5">
            <Mark className="size-5" />
            <h3 className="font-semibold text-lg">{t("landing.forProgramsToo")}</h3>
            <p className="text-ink-2">
              {t.rich("landing.everythingThePagesDoIsInTheApi", {
                a: (chunks) => (
                  <a href="/api/openapi.json" className="text-brand-text underline underline-offset-4">
                    {chunks}
                  </a>
                ),
              })}
            </p>
          </div>
        </div>
      </section>
    </>
  );
}
