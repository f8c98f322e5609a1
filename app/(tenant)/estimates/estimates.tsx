"use client";
import { Plus, Scale } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { dayOf } from "#components/data/address.ts";
import { DaysChip } from "#components/data/days-chip.tsx";
import { PagedList } from "#components/data/paged-list.tsx";
import { toEstimateRow } from "#components/data/present-rows.ts";
import { useEstimates, useProjects } from "#components/data/queries.ts";
import { SearchField } from "#components/data/search-field.tsx";
import { known, useUrlParams } from "#components/data/url-params.ts";
import { EstimatesTable } from "#components/estimates/estimates-table.tsx";
import { ChosenBar } from "#components/projects/chosen-bar.tsx";
import { MoveDialog } from "#components/projects/move-dialog.tsx";
import type { Role } from "#components/shell/types.ts";
import { comparePage, MOST_COMPARED } from "#components/similar/compare-page.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { type Option, Select } from "#components/ui/select.tsx";
import type { Translator } from "#lib/i18n/messages.ts";

const NONE: ReadonlySet<string> = new Set();

type T = Translator<"estimates">;
const reviewStates = (t: T): Option[] =>
  (["in_review", "approved", "draft"] as const).map((value) => ({
    value,
    label: t(`estimates.states.${value}`),
  }));
/** Why figures per m² leave an estimate out, and which it counts for: the dashboard leads here with them. */
const gaps = (t: T): Option[] =>
  (["calculating", "no_floor_area", "other_currency", "unpriced", "no_carbon"] as const).map((value) => ({
    value,
    label: t(`estimates.gaps.${value}`),
  }));
const figures = (t: T): Option[] =>
  (["cost", "carbon"] as const).map((value) => ({ value, label: t(`estimates.countsFor.${value}`) }));

export function Estimates({ role }: { role: Role }) {
  const t = useTranslations("estimates");
  const [param, setParams] = useUrlParams();
  const [chosen, setChosen] = useState(NONE);
  const q = param("q");
  const project = param("project");
  const projects = useProjects().data?.items ?? [];
  const review = known(reviewStates(t), param("review"));
  const leftOut = known(gaps(t), param("left_out"));
  const perM2 = known(figures(t), param("per_m2"));
  const [from, to] = [dayOf(param("from")), dayOf(param("to"))];
  const filter = { q, project_id: project, review, left_out: leftOut, per_m2: perM2, from, to };
  const estimates = useEstimates(filter);
  const create = role !== "viewer" && (
    <Button asChild variant="primary">
      <Link href="/estimates/new">
        <Plus aria-hidden />
        {t("estimates.newEstimate")}
      </Link>
    </Button>
  );
  return (
    <div>
      <PageHeader
        title={t("estimates.estimates")}
        description={t("estimates.costAsARangeAndEmbodiedCarbon")}
        actions={create}
      />
      <Card>
        <div className="grid grid-cols-2 gap-2 px-4 py-3 sm:flex sm:flex-wrap">
          <div className="col-span-2">
            <SearchField
              label={t("estimates.searchEstimates")}
              value={q}
              onChange={(text) => setParams({ q: text })}
            />
          </div>
          {(projects.length > 0 || project) && (
            <Select
              aria-label={t("estimates.project")}
              className="w-full sm:w-44"
              placeholder={t("estimates.everyProject")}
              options={[
                { value: "none", label: t("estimates.inNoProject") },
                ...projects.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={project}
              onChange={(event) => setParams({ project: event.target.value })}
            />
          )}
          <Select
            aria-label={t("estimates.review")}
            className="w-full sm:w-44"
            placeholder={t("estimates.everyReview")}
            options={reviewStates(t)}
            value={review}
            onChange={(event) => setParams({ review: event.target.value })}
          />
          <DaysChip from={from} to={to} onClear={() => setParams({ from: "", to: "" })} />
          <ChosenChip options={gaps(t)} value={leftOut} onClear={() => setParams({ left_out: "" })} />
          <ChosenChip options={figures(t)} value={perM2} onClear={() => setParams({ per_m2: "" })} />
        </div>
        <ChosenBar count={chosen.size} onClear={() => setChosen(NONE)}>
          {chosen.size >= 2 && chosen.size <= MOST_COMPARED && (
            <Button asChild size="sm">
              <Link href={comparePage([...chosen])}>
                <Scale aria-hidden />
                {t("estimates.compare", { size: chosen.size })}
              </Link>
            </Button>
          )}
          <MoveDialog small estimateIds={[...chosen]} onMoved={() => setChosen(NONE)} />
        </ChosenBar>
        <PagedList query={estimates} what="estimates">
          {({ items }) => (
            <EstimatesTable
              estimates={items.map(toEstimateRow)}
              filtered={Object.values(filter).some((value) => value !== "")}
              createAction={create}
              {...(role === "viewer" ? {} : { selection: { chosen, onChange: setChosen } })}
            />
          )}
        </PagedList>
      </Card>
    </div>
  );
}

/** A filter that no control of the page sets. */
function ChosenChip({
  options,
  value,
  onClear,
}: {
  options: readonly Option[];
  value: string;
  onClear: () => void;
}) {
  const t = useTranslations("estimates");
  const label = options.find((option) => option.value === value)?.label;
  if (!label) return null;
  return (
    <FilterChip clearLabel={t("estimates.takeOff", { filter: label })} onClear={onClear}>
      {label}
    </FilterChip>
  );
}
