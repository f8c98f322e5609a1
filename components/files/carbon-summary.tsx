"use client";
import { formatCarbon } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { StackedBar } from "#components/ui/charts.tsx";
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
  const units = useUnits();
  if (!carbon) {
    return (
      <Card>
        <CardHeader title="Embodied carbon" description={basis} />
        <CardBody>
          <p className="text-ink-2">
            No material of this file has a carbon factor yet. Assign its materials first.
          </p>
        </CardBody>
      </Card>
    );
  }
  const total = carbon.a1_a3_kg + carbon.a4_kg + carbon.a5_kg;
  return (
    <Card>
      <CardHeader title="Embodied carbon" description={basis} />
      <CardBody className="grid gap-4">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-semibold text-3xl tabular-nums tracking-tight">{formatCarbon(total)}</span>
          <span className="text-ink-2">
            A1–A5{floorAreaM2 ? ` · ${units.carbonPerArea(total / floorAreaM2)}` : ""}
          </span>
        </p>
        <StackedBar
          label="Carbon by module"
          parts={[
            {
              id: "a1-a3",
              label: "A1–A3 Product",
              value: carbon.a1_a3_kg,
              text: formatCarbon(carbon.a1_a3_kg),
            },
            { id: "a4", label: "A4 Transport", value: carbon.a4_kg, text: formatCarbon(carbon.a4_kg) },
            { id: "a5", label: "A5 Construction", value: carbon.a5_kg, text: formatCarbon(carbon.a5_kg) },
          ]}
        />
        <p className="flex flex-wrap justify-between gap-2 border-line border-t pt-3 text-ink-2 text-sm">
          <span>Biogenic carbon stored, not in the total</span>
          <span className="tabular-nums">{formatCarbon(carbon.biogenic_kg)}</span>
        </p>
      </CardBody>
    </Card>
  );
}
