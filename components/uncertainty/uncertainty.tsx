"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { UncertaintyAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { useEstimate } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import { Drivers } from "./drivers.tsx";
import type { Measure } from "./figures.ts";
import { Totals } from "./totals.tsx";

const CORRELATIONS = { "0": "none", "0.3": "some", "0.6": "much", "1": "all" } as const;
const isCorrelation = (value: string): value is keyof typeof CORRELATIONS => value in CORRELATIONS;

/** How far an estimate's totals may lie off, and what moves them: simulated by the server, the same each time. */
export function Uncertainty({ estimateId }: { estimateId: string }) {
  const estimate = useEstimate(estimateId);
  return (
    <QueryView query={estimate} loading={<LoadingRows rows={6} />}>
      {({ status, updated_at }) =>
        status === "complete" ? <Simulated {...{ estimateId, updated_at }} /> : <Calculating />
      }
    </QueryView>
  );
}

function Calculating() {
  const t = useTranslations("uncertainty");
  return <Callout tone="info">{t("calculating")}</Callout>;
}

function Simulated({ estimateId, updated_at }: { estimateId: string; updated_at: string }) {
  const t = useTranslations("uncertainty");
  const [of, setOf] = useState<Measure>("cost");
  const [correlation, setCorrelation] = useState<keyof typeof CORRELATIONS>("0.3");
  const query = useQuery({
    queryKey: ["estimates", estimateId, "uncertainty", updated_at, correlation],
    queryFn: ({ signal }) =>
      api<UncertaintyAnswer>(`/api/cost-estimates/${estimateId}/uncertainty?correlation=${correlation}`, {
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3 print:hidden">
        <Segmented
          label={t("of")}
          value={of}
          segments={[
            { value: "cost", label: t("cost") },
            { value: "carbon", label: t("carbon") },
          ]}
          onChange={setOf}
        />
        <Field label={t("together")} hint={t("togetherHint")}>
          {(control) => (
            <Select
              {...control}
              options={Object.entries(CORRELATIONS).map(([value, word]) => ({
                value,
                label: t(`correlation.${word}`),
              }))}
              value={correlation}
              onChange={(event) => {
                if (isCorrelation(event.target.value)) setCorrelation(event.target.value);
              }}
            />
          )}
        </Field>
      </div>
      <QueryView query={query} loading={<LoadingRows rows={8} label={t("loading")} />}>
        {(data) => (
          <>
            <Totals answer={data} of={of} />
            <Drivers answer={data} of={of} />
          </>
        )}
      </QueryView>
    </div>
  );
}
