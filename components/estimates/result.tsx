"use client";
import type { BreakdownAnswer, EstimateDetailAnswer } from "#components/data/answers.ts";
import { CarbonByModuleCard } from "#components/epd/by-module.tsx";
import { Benchmarks } from "./benchmarks.tsx";
import { BuildUp } from "./build-up.tsx";
import { CarbonByMaterial } from "./carbon-by-material.tsx";
import { Composition } from "./composition.tsx";

/** What the totals consist of, as charts; loaded when it is looked at. */
export function Result({
  estimate,
  breakdown,
}: {
  estimate: EstimateDetailAnswer;
  breakdown: BreakdownAnswer;
}) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <Composition fileId={estimate.file_id} breakdown={breakdown} />
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
        <BuildUp breakdown={breakdown} estimate={estimate} />
        <CarbonByMaterial estimate={estimate} />
      </div>
      <CarbonByModuleCard estimate={estimate} />
      <Benchmarks breakdown={breakdown} areaM2={estimate.floor_area_m2} />
    </div>
  );
}
