"use client";
import { GitCompareArrows, Layers, RefreshCw, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { VariantAnswer, VariantsAnswer } from "./answers.ts";
import { ChangeList } from "./describe-change.tsx";
import { CarbonDifference, MoneyDifference } from "./difference.tsx";
import { carbonOf, MOST_COMPARED } from "./drafts.ts";
import { exactDifference } from "./exact-difference.ts";
import { useVariants } from "./queries.ts";
import { useVariantActions } from "./use-variant-actions.ts";

/** What was saved of an estimate's what-ifs: what each comes to against it, and which are to be compared. */
export function Variants({ estimateId, mayEdit = true }: { estimateId: string; mayEdit?: boolean }) {
  const variants = useVariants(estimateId);
  return (
    <QueryView query={variants} loading={<LoadingRows rows={3} />}>
      {(data) => <VariantList estimateId={estimateId} data={data} mayEdit={mayEdit} />}
    </QueryView>
  );
}

function VariantList({
  estimateId,
  data: { base, items },
  mayEdit,
}: {
  estimateId: string;
  data: VariantsAnswer;
  mayEdit: boolean;
}) {
  const t = useTranslations("variants");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const present = chosen.filter((id) => items.some((item) => item.id === id));
  if (items.length === 0)
    return (
      <Card>
        <EmptyState icon={Layers} title={t("list.empty.title")}>
          {t("list.empty.text")}
        </EmptyState>
      </Card>
    );
  const compared = present.length > 0 ? present : items.slice(0, MOST_COMPARED).map((item) => item.id);
  return (
    <Card>
      <CardHeader
        title={t("list.title")}
        description={t("list.description", { most: MOST_COMPARED })}
        actions={
          <Button asChild variant="primary">
            <Link href={`/estimates/${estimateId}/variants?v=${compared.join(",")}`}>
              <GitCompareArrows aria-hidden />
              {t("list.compare", { count: compared.length })}
            </Link>
          </Button>
        }
      />
      <ul className="divide-y divide-line border-line border-t">
        {items.map((variant) => (
          <VariantItem
            key={variant.id}
            estimateId={estimateId}
            variant={variant}
            base={base}
            mayEdit={mayEdit}
            isChosen={present.includes(variant.id)}
            mayChoose={present.length < MOST_COMPARED}
            onChoose={(on) =>
              setChosen(on ? [...present, variant.id] : present.filter((id) => id !== variant.id))
            }
          />
        ))}
      </ul>
    </Card>
  );
}

function VariantItem({
  estimateId,
  variant,
  base,
  mayEdit,
  isChosen,
  mayChoose,
  onChoose,
}: {
  estimateId: string;
  variant: VariantAnswer;
  base: VariantsAnswer["base"];
  mayEdit: boolean;
  isChosen: boolean;
  mayChoose: boolean;
  onChoose: (on: boolean) => void;
}) {
  const t = useTranslations("variants");
  const { remove, recalculate, pending } = useVariantActions(estimateId, variant);
  const { cost, carbon } = variant;
  return (
    <li>
      <CardBody className="grid gap-3 pt-3 md:grid-cols-[minmax(0,1fr)_auto]">
        <div className="grid min-w-0 content-start gap-1.5">
          <Checkbox
            label={<span className="break-words font-medium">{variant.name}</span>}
            hint={
              <>
                {variant.created_by ?? t("formerMember")} · <Time at={variant.created_at} />
              </>
            }
            checked={isChosen}
            disabled={!isChosen && !mayChoose}
            onCheckedChange={(on) => onChoose(on === true)}
          />
          <div className="text-ink-2 text-sm">
            <ChangeList changes={variant.changes} names={variant.names} currency={cost.currency} />
          </div>
          {variant.outdated && (
            <p className="flex flex-wrap items-center gap-2 text-sm">
              <Badge tone="warn">{t("list.outdated")}</Badge>
              {t("list.outdatedText")}
            </p>
          )}
        </div>
        <div className="grid content-start gap-2 md:justify-items-end md:text-right">
          <p className="tabular-nums">
            <span className="font-medium">
              {formatMoney({ amount: cost.likely, currency: cost.currency }, { precision: "whole" })}
            </span>{" "}
            {cost.currency === base.cost.currency && (
              <MoneyDifference
                amount={exactDifference(cost.likely, base.cost.likely)}
                of={base.cost.likely}
                currency={cost.currency}
              />
            )}
          </p>
          <p className="tabular-nums">
            <span className="font-medium">{formatCarbon(carbonOf(carbon))}</span>{" "}
            <CarbonDifference kg={carbonOf(carbon) - carbonOf(base.carbon)} of={carbonOf(base.carbon)} />
          </p>
          {mayEdit && (
            <div className="flex flex-wrap gap-2">
              {variant.outdated && (
                <Button size="sm" loading={pending} onClick={recalculate}>
                  <RefreshCw aria-hidden />
                  {t("list.recalculate")}
                  <span className="sr-only">{t("list.of", { name: variant.name })}</span>
                </Button>
              )}
              <Button size="sm" variant="danger-ghost" disabled={pending} onClick={remove}>
                <Trash2 aria-hidden />
                {t("list.delete")}
                <span className="sr-only">{t("list.of", { name: variant.name })}</span>
              </Button>
            </div>
          )}
        </div>
      </CardBody>
    </li>
  );
}
