"use client";
import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { useCatalogue, useEstimate } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { changesOf, type Draft, driversOf, type Measure, NOTHING } from "./drafts.ts";
import { DriverRow } from "./driver-row.tsx";
import { useWhatIf } from "./queries.ts";
import { TermsEditor } from "./terms-editor.tsx";
import { WhatIfTotals } from "./what-if-totals.tsx";

/** So many make up most of any estimate. */
const TOP = 10;

/** What an estimate's cost or carbon is made of, and what it would be with other materials, rates, place and waste. */
export function Drivers({ estimateId, mayEdit = true }: { estimateId: string; mayEdit?: boolean }) {
  const estimate = useEstimate(estimateId);
  return (
    <QueryView query={estimate} loading={<LoadingRows rows={6} />}>
      {(data) => <WhatIf estimate={data} mayEdit={mayEdit} />}
    </QueryView>
  );
}

function WhatIf({ estimate, mayEdit }: { estimate: EstimateDetailAnswer; mayEdit: boolean }) {
  const t = useTranslations("variants");
  const [by, setBy] = useState<Measure>("cost");
  const [draft, setDraft] = useState<Draft>(NOTHING);
  const all = useMemo(() => driversOf(estimate, "cost"), [estimate]);
  const shown = useMemo(() => driversOf(estimate, by), [estimate, by]);
  // Of either measure: what was set for the one stays while the other is looked at.
  const known = useMemo(
    () => [...new Map([...all, ...shown].map((driver) => [driver.key, driver])).values()],
    [all, shown],
  );
  const changes = useMemo(() => changesOf(draft, known), [draft, known]);
  const { answer, error, isCalculating } = useWhatIf(estimate.id, changes);
  const catalogue = useCatalogue();
  const total = shown.reduce((sum, driver) => sum + sizeOf(driver, by), 0);
  if (estimate.status !== "complete") return <Callout tone="info">{t("drivers.calculating")}</Callout>;
  if (all.length === 0 && shown.length === 0)
    return (
      <Card>
        <EmptyState icon={SlidersHorizontal} title={t("drivers.empty.title")}>
          {t("drivers.empty.text")}
        </EmptyState>
      </Card>
    );
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Card>
        <CardHeader
          title={t("drivers.title")}
          description={t("drivers.description")}
          actions={
            <Segmented
              label={t("drivers.by")}
              value={by}
              segments={[
                { value: "cost", label: t("drivers.cost") },
                { value: "carbon", label: t("drivers.carbon") },
              ]}
              onChange={setBy}
            />
          }
        />
        <ol className="divide-y divide-line border-line border-t">
          {shown.slice(0, TOP).map((driver) => (
            <DriverRow
              key={driver.key}
              driver={driver}
              measure={by}
              share={total > 0 ? sizeOf(driver, by) / total : 0}
              currency={estimate.cost.currency}
              draft={draft.drivers[driver.key] ?? {}}
              after={answer?.lines.filter((line) => driver.positions.includes(line.position)) ?? []}
              lines={estimate.lines}
              catalogue={catalogue.data?.items ?? []}
              onChange={(next) =>
                setDraft((now) => ({ ...now, drivers: { ...now.drivers, [driver.key]: next } }))
              }
            />
          ))}
        </ol>
        {shown.length > TOP && (
          <p className="border-line border-t px-4 py-2.5 text-ink-2 text-sm">
            {t("drivers.rest", { count: shown.length - TOP })}
          </p>
        )}
      </Card>
      <div className="grid gap-4 lg:sticky lg:top-20">
        <WhatIfTotals
          estimate={estimate}
          changes={changes}
          answer={answer}
          error={error}
          isCalculating={isCalculating}
          mayEdit={mayEdit}
          onReset={() => setDraft(NOTHING)}
        />
        <Card>
          <CardHeader title={t("terms.title")} description={t("terms.description")} level={3} />
          <CardBody>
            <TermsEditor
              estimate={estimate}
              draft={draft.terms}
              onChange={(terms) => setDraft((now) => ({ ...now, terms }))}
            />
          </CardBody>
        </Card>
      </div>
    </div>
  );
}

const sizeOf = (driver: { cost: number; carbonKg: number }, by: Measure) =>
  by === "cost" ? driver.cost : driver.carbonKg;
