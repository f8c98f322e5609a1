"use client";
import { useTranslations } from "next-intl";
import { partColor } from "#components/charts/palette.ts";
import { StackedBar } from "#components/charts/stacked-bar.tsx";
import { formatCarbon } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Help } from "#components/onboarding/help.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { Carbon } from "./types.ts";

export interface CarbonSummaryProps {
  carbon: Carbon | null;
  /** Gross floor area, m²; without it there is no figure per m². */
  floorAreaM2: number | null;
  /** e.g. "Default factor table, version 2". */
  basis: string;
}

/** Embodied carbon by EN 15978 module; biogenic carbon stands apart and is in no total. */
export function CarbonSummary({ carbon, floorAreaM2, basis }: CarbonSummaryProps) {
  const t = useTranslations("files");
  const units = useUnits();
  if (!carbon) {
    return (
      <Card>
        <CardHeader title={t("carbonSummary.embodiedCarbon")} description={basis} />
        <CardBody>
          <p className="text-ink-2">{t("carbonSummary.noMaterialOfThisFileHasACarbon")}</p>
        </CardBody>
      </Card>
    );
  }
  const total = carbon.a1_a3_kg + carbon.a4_kg + carbon.a5_kg;
  return (
    <Card>
      <CardHeader
        title={t("carbonSummary.embodiedCarbon")}
        description={basis}
        actions={<Help topic="modules" />}
      />
      <CardBody className="grid gap-4">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-semibold text-3xl tabular-nums tracking-tight">{formatCarbon(total)}</span>
          <span className="text-ink-2">
            {t("carbonSummary.a1A5", {
              value: floorAreaM2 ? ` · ${units.carbonPerArea(total / floorAreaM2)}` : "",
            })}
          </span>
        </p>
        <StackedBar
          label={t("carbonSummary.carbonByModule")}
          parts={[
            {
              id: "a1-a3",
              label: t("carbonSummary.a1A3Product"),
              value: carbon.a1_a3_kg,
              text: formatCarbon(carbon.a1_a3_kg),
              color: partColor("module", "a1_a3_kg").css,
            },
            {
              id: "a4",
              label: t("carbonSummary.a4Transport"),
              value: carbon.a4_kg,
              text: formatCarbon(carbon.a4_kg),
              color: partColor("module", "a4_kg").css,
            },
            {
              id: "a5",
              label: t("carbonSummary.a5Construction"),
              value: carbon.a5_kg,
              text: formatCarbon(carbon.a5_kg),
              color: partColor("module", "a5_kg").css,
            },
          ]}
        />
        <p className="flex flex-wrap justify-between gap-2 border-line border-t pt-3 text-ink-2 text-sm">
          <span>{t("carbonSummary.biogenicCarbonStoredNotInThe")}</span>
          <span className="tabular-nums">{formatCarbon(carbon.biogenic_kg)}</span>
        </p>
      </CardBody>
    </Card>
  );
}
