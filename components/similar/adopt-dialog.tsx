"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SimilarAnswer } from "#components/data/answers.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { RatesTarget } from "./adopt-hourly-rates.tsx";

const AdoptHourlyRates = later(async () => (await import("./adopt-hourly-rates.tsx")).AdoptHourlyRates);
const AdoptUnitRate = later(async () => (await import("./adopt-unit-rate.tsx")).AdoptUnitRate);

/** Takes the hourly rates of a past estimate, or the rate of one of its lines, over; before and after are shown first. */
export function AdoptDialog({
  from,
  target,
  mayEditPrices,
}: {
  from: SimilarAnswer;
  /** Where hourly rates go; null: this person may not change them there. */
  target: RatesTarget | null;
  mayEditPrices: boolean;
}) {
  const t = useTranslations("similar");
  const [open, setOpen] = useState(false);
  const [what, setWhat] = useState<"hours" | "unit">(target ? "hours" : "unit");
  AdoptHourlyRates.useAtRest();
  AdoptUnitRate.useAtRest();
  if (!target && !mayEditPrices) return null;
  const onDone = () => setOpen(false);
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={setOpen}
      title={t("adoptDialog.adoptARate")}
      description={t("adoptDialog.fromYouSeeWhatChangesBefore", { name: from.name })}
      trigger={<Button size="sm">{t("adoptDialog.adoptARate")}</Button>}
    >
      <div className="grid gap-4">
        {target && mayEditPrices && (
          <div>
            <Segmented
              label={t("adoptDialog.whichRate")}
              value={what}
              onChange={setWhat}
              segments={[
                { value: "hours", label: t("adoptDialog.hourlyRates") },
                { value: "unit", label: t("adoptDialog.aUnitRate") },
              ]}
            />
          </div>
        )}
        {what === "hours" && target ? (
          <AdoptHourlyRates from={from} target={target} onDone={onDone} />
        ) : (
          <AdoptUnitRate from={from} onDone={onDone} />
        )}
      </div>
    </Dialog>
  );
}
