"use client";
import { Calculator } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";

const RepriceForm = later(async () => (await import("./reprice-form.tsx")).RepriceForm);

/** Calculates an estimate again on another price book version, place or hourly rates. */
export function RepriceDialog({ estimate }: { estimate: EstimateDetailAnswer }) {
  const t = useTranslations("estimates");
  const [open, setOpen] = useState(false);
  RepriceForm.useAtRest();
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("repriceDialog.calculateAgain")}
      description={t("repriceDialog.pricesPlaceAndHourlyRatesAre")}
      trigger={
        <Button>
          <Calculator aria-hidden />
          {t("repriceDialog.calculateAgain")}
        </Button>
      }
    >
      <RepriceForm estimate={estimate} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
