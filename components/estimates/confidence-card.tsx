"use client";
import { useTranslations } from "next-intl";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { formatPercent } from "#components/format/numbers.ts";
import { Help } from "#components/onboarding/help.tsx";
import { TotalLink } from "#components/takeoff/elements-link.tsx";
import { elementsAt } from "#components/takeoff/view.ts";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { Confidence, ConfidenceFacts } from "./confidence.ts";

const TONES: Record<Confidence, Tone> = { high: "ok", medium: "info", low: "warn" };

/** How much of the building is in the totals, and on what prices and factors they stand. */
export function ConfidenceCard({
  estimate,
  facts,
  onMissing,
}: {
  estimate: EstimateDetailAnswer;
  facts: ConfidenceFacts;
  /** Leads to what is in no total. */
  onMissing: () => void;
}) {
  const t = useTranslations("estimate");
  const open = estimate.unpriced.length + estimate.missing_carbon.length;
  return (
    <Card className="lg:max-xl:col-span-2">
      <CardHeader
        title={t("confidence.title")}
        description={t("confidence.about")}
        actions={
          <>
            <Badge tone={TONES[facts.level]}>{t(`confidence.${facts.level}`)}</Badge>
            <Help topic="coverage" />
          </>
        }
      />
      <CardBody className="grid gap-3">
        <Meter
          label={t("confidence.elements")}
          share={facts.elements}
          rest={facts.elements < 1 ? elementsAt(estimate.file_id, { gap: "price" }) : null}
        />
        <Meter label={t("confidence.volume")} share={facts.volume} />
        {facts.carbonElements !== null && (
          <Meter
            label={t("confidence.carbonElements")}
            share={facts.carbonElements}
            rest={facts.carbonElements < 1 ? elementsAt(estimate.file_id, { gap: "carbon" }) : null}
          />
        )}
        <dl className="grid gap-1.5 border-line border-t pt-2.5 text-sm">
          <Line term={t("confidence.placeholder")} value={formatPercent(facts.placeholder)} />
          <Line term={t("confidence.proxy")} value={formatPercent(facts.proxy)} />
        </dl>
        {facts.down !== null && facts.up !== null && (
          <p className="text-ink-2 text-sm">
            {t("cost.range", { down: formatPercent(facts.down), up: formatPercent(facts.up) })}
          </p>
        )}
        {open > 0 && (
          <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
            {t("confidence.open", { count: open })}
            <Button variant="link" onClick={onMissing}>
              {t("confidence.openLink")}
            </Button>
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function Line({ term, value }: { term: string; value: string }) {
  return (
    <div className="flex justify-between gap-2">
      <dt className="text-ink-2">{term}</dt>
      <dd className="font-medium tabular-nums">{value}</dd>
    </div>
  );
}

function Meter({
  label,
  share,
  rest = null,
}: {
  label: string;
  share: number;
  /** Leads to what is not in it. */
  rest?: string | null;
}) {
  return (
    <div className="grid gap-1.5">
      <p className="flex justify-between gap-2 text-sm">
        <span className="text-ink-2">
          <TotalLink href={rest}>{label}</TotalLink>
        </span>
        <span className="font-medium tabular-nums">{formatPercent(share)}</span>
      </p>
      <Progress label={label} value={share} tone={share >= 0.9 ? "ok" : share >= 0.6 ? "brand" : "warn"} />
    </div>
  );
}
