"use client";
import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AnalysisAnswer } from "#components/data/answers.ts";
import { SearchField } from "#components/data/search-field.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { classLabel } from "#components/files/class-label.ts";
import { numberLocale } from "#components/format/locale.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Help } from "#components/onboarding/help.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import { BY, byOf, groupingParam, isFiltered, NO_FILTERS, queryOf, type View } from "./view.ts";

/** Groups, filters, and the way out as CSV. All of it stands in the page's address. */
export function Toolbar({
  fileId,
  view,
  analysis,
  correct,
}: {
  fileId: string;
  view: View;
  analysis: AnalysisAnswer;
  /** The way to correct what is chosen, for those who may. */
  correct: ReactNode;
}) {
  const t = useTranslations("takeoff");
  const locale = useLocale();
  const [, setParams] = useUrlParams();
  const options = filterOptions(analysis, t("noStorey"));
  const choice = (name: "class" | "storey" | "material", every: string) => (
    <Select
      aria-label={t(`filter.${name}`)}
      className="sm:w-40"
      placeholder={every}
      options={options[name]}
      value={view[name]}
      onChange={(event) => setParams({ [name]: event.target.value })}
    />
  );
  return (
    <div className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label={t("groupBy")}
          value={byOf(view)}
          segments={BY.map((value) => ({ value, label: t(`by.${value}`) }))}
          onChange={(by) => setParams(groupingParam(by))}
        />
        <div className="ml-auto flex flex-wrap gap-2">
          {correct}
          <Button asChild size="sm">
            <a
              href={`/api/files/${fileId}/elements/export?${queryOf(view, { by: true, order: true })}&locale=${locale}`}
              download
            >
              <Download aria-hidden />
              {t("exportCsv")}
            </a>
          </Button>
        </div>
      </div>
      <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <div className="max-sm:col-span-2">
          <SearchField label={t("filter.q")} value={view.q} onChange={(q) => setParams({ q })} />
        </div>
        {choice("class", t("every.class"))}
        {choice("storey", t("every.storey"))}
        {choice("material", t("every.material"))}
        <Select
          aria-label={t("filter.confidence")}
          className="sm:w-40"
          placeholder={t("every.confidence")}
          options={[
            { value: "low", label: t("confidence.low") },
            { value: "ok", label: t("confidence.ok") },
          ]}
          value={view.confidence}
          onChange={(event) => setParams({ confidence: event.target.value })}
        />
        <Help topic="confidence" className="self-center" />
        {view.finding !== "" && (
          <Badge tone="warn" className="self-center">
            {t(`finding.${view.finding}`)}
          </Badge>
        )}
        {view.line !== "" && (
          <Badge tone="info" className="self-center">
            {t("behind.line", { number: Number(view.line) + 1 })}
          </Badge>
        )}
        {view.entry !== "" && (
          <Badge tone="info" className="self-center">
            {t("behind.entry", { entry: view.entry })}
          </Badge>
        )}
        {view.gap !== "" && (
          <Badge tone="warn" className="self-center">
            {t(`behind.${view.gap}`)}
          </Badge>
        )}
        {isFiltered(view) && (
          <Button variant="ghost" onClick={() => setParams(NO_FILTERS)}>
            {t("clearFilters")}
          </Button>
        )}
      </div>
    </div>
  );
}

function filterOptions(analysis: AnalysisAnswer, inNoStorey: string) {
  const named = (name: string) => ({ value: name, label: name });
  const classes = Object.entries(analysis.elements?.by_class ?? {})
    .map(([value, { count }]) => ({ value, label: `${classLabel(value)} (${formatCount(count)})` }))
    .sort((a, b) => a.label.localeCompare(b.label, numberLocale()));
  const storeys = [...new Set(analysis.storeys.map(({ name }) => name))].map(named);
  const materials = analysis.materials
    .map(({ name }) => named(name))
    .sort((a, b) => a.label.localeCompare(b.label, numberLocale(), { numeric: true }));
  return { class: classes, storey: [...storeys, { value: "none", label: inNoStorey }], material: materials };
}
