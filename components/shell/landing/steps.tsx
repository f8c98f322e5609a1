import { Boxes, Code, Coins, FileCheck2, FileOutput, Leaf, Scale, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";

const STEPS = [
  ["takeOff", Boxes],
  ["materials", FileCheck2],
  ["cost", Coins],
  ["carbon", Leaf],
] as const;

const PROMISES = [
  ["sums", Scale],
  ["handOn", FileOutput],
  ["yours", ShieldCheck],
  ["programs", Code],
] as const;

/** What a file goes through, in order. */
export function Steps() {
  const t = useTranslations("landing");
  return (
    <section aria-labelledby="steps" className="border-line border-y bg-surface">
      <div className="mx-auto max-w-6xl px-4 py-12">
        <h2 id="steps" className="font-semibold text-2xl tracking-tight">
          {t("steps.title")}
        </h2>
        <ol className="mt-6 grid gap-8 sm:grid-cols-2 lg:grid-cols-4">
          {STEPS.map(([id, Icon], index) => (
            <li key={id} className="grid content-start gap-1.5 border-line border-t pt-4">
              <p className="flex items-center justify-between text-ink-3">
                <Icon aria-hidden className="size-5 text-brand-text" />
                <span className="text-sm tabular-nums">{index + 1}</span>
              </p>
              <h3 className="font-semibold text-lg">{t(`steps.${id}.title`)}</h3>
              <p className="text-ink-2">{t(`steps.${id}.text`)}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

/** What holds for every result. */
export function Promises() {
  const t = useTranslations("landing");
  return (
    <section aria-labelledby="promises" className="border-line border-y bg-surface">
      <div className="mx-auto max-w-6xl px-4 py-12">
        <h2 id="promises" className="font-semibold text-2xl tracking-tight">
          {t("promises.title")}
        </h2>
        <div className="mt-6 grid gap-8 sm:grid-cols-2 lg:grid-cols-4">
          {PROMISES.map(([id, Icon]) => (
            <div key={id} className="grid content-start gap-1.5">
              <Icon aria-hidden className="size-5 text-brand-text" />
              <h3 className="font-semibold text-lg">{t(`promises.${id}.title`)}</h3>
              <p className="text-ink-2">
                {t.rich(`promises.${id}.text`, {
                  a: (chunks) => (
                    <a href="/docs/api" className="text-brand-text underline underline-offset-4">
                      {chunks}
                    </a>
                  ),
                })}
              </p>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
