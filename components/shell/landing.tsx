import { Boxes, Coins, FileCheck2, Leaf, type LucideIcon, Scale, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { Mark } from "./logo.tsx";

const steps: { icon: LucideIcon; title: string; text: string }[] = [
  {
    icon: Boxes,
    title: "Take-off",
    text: "Every element of the IFC model, by class and storey: count, length, area, volume, weight. Quantities are net of openings, and each says whether it was stated, measured, or doubtful.",
  },
  {
    icon: FileCheck2,
    title: "Materials",
    text: "Names in several languages are matched to a catalogue with a confidence. What is unknown is listed for you to assign once; it is remembered.",
  },
  {
    icon: Coins,
    title: "Cost",
    text: "Priced from your own price book over the default one, as low, likely and high. What has no price is listed, and coverage stands beside every total.",
  },
  {
    icon: Leaf,
    title: "Carbon",
    text: "EN 15978 modules A1–A3, A4 and A5, each line with the source of its factor. Biogenic carbon is kept apart.",
  },
];

const promises: { icon: LucideIcon; title: string; text: string }[] = [
  {
    icon: Scale,
    title: "It adds up",
    text: "Totals are the sum of their lines, to the cent and to the gram. Every line can be traced to its elements, its rate and its source.",
  },
  {
    icon: ShieldCheck,
    title: "Yours alone",
    text: "Each organisation has its own address, members and roles. The database itself refuses any row of another organisation.",
  },
];

/** The root domain's first page: what it does, in the words of the trade. */
export function Landing() {
  return (
    <>
      <section className="mx-auto grid max-w-6xl gap-6 px-4 pt-16 pb-14 md:pt-24 md:pb-20">
        <h1 className="max-w-3xl font-semibold text-4xl tracking-tight md:text-5xl">
          From building model to cost and carbon you can check
        </h1>
        <p className="max-w-2xl text-ink-2 text-xl">
          Drop an IFC file. Minutes later: a take-off, a priced estimate with its range, and an
          embodied-carbon account, each line with where it came from.
        </p>
        <div className="flex flex-wrap gap-2.5">
          <Button asChild variant="primary" size="lg">
            <Link href="/sign-up">Create your organisation</Link>
          </Button>
          <Button asChild size="lg">
            <Link href="/sign-in">Sign in</Link>
          </Button>
        </div>
        <p className="text-ink-3 text-sm">Free for 100 files, 10 GiB and 10,000 API calls a month.</p>
      </section>
      <section aria-labelledby="steps" className="border-line border-y bg-surface">
        <div className="mx-auto max-w-6xl px-4 py-12">
          <h2 id="steps" className="font-semibold text-2xl tracking-tight">
            What happens to a file
          </h2>
          <ol className="mt-6 grid gap-x-8 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
            {steps.map(({ icon: Icon, title, text }, index) => (
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
          What you can rely on
        </h2>
        <div className="grid gap-8 md:grid-cols-3">
          {promises.map(({ icon: Icon, title, text }) => (
            <div key={title} className="grid content-start gap-1.5">
              <Icon aria-hidden className="size-5 text-brand-text" />
              <h3 className="font-semibold text-lg">{title}</h3>
              <p className="text-ink-2">{text}</p>
            </div>
          ))}
          <div className="grid content-start gap-1.5">
            <Mark className="size-5" />
            <h3 className="font-semibold text-lg">For programs, too</h3>
            <p className="text-ink-2">
              Everything the pages do is in the API, with keys by role. The description is at{" "}
              <a href="/api/openapi.json" className="text-brand-text underline underline-offset-4">
                /api/openapi.json
              </a>
              .
            </p>
          </div>
        </div>
      </section>
    </>
  );
}
