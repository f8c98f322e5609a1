"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import {
  type DashboardFilter,
  daysProblem,
  MAX_DAYS,
  type PeriodId,
  PRESETS,
  periodParams,
} from "./filter.ts";

/** Which days and which project the dashboard is of; both stand in the address. */
export function FilterBar({
  period,
  filter,
  projects,
  onChange,
}: {
  period: PeriodId;
  filter: DashboardFilter;
  projects: readonly { id: string; name: string }[];
  /** Parameters of the address. */
  onChange: (params: Record<string, string>) => void;
}) {
  const t = useTranslations("dashboard");
  const [chooses, setChooses] = useState(period === "custom");
  return (
    <div className="grid grid-cols-1 gap-3 print:hidden">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label={t("filter.period")}
          value={chooses ? "custom" : period}
          segments={[
            ...PRESETS.map((value) => ({ value, label: t(`filter.days${value}`) })),
            { value: "custom", label: t("filter.custom") },
          ]}
          onChange={(chosen) => {
            setChooses(chosen === "custom");
            if (chosen !== "custom") onChange(periodParams(chosen, filter));
          }}
        />
        {(projects.length > 0 || filter.project_id) && (
          <Select
            aria-label={t("filter.project")}
            className="w-full sm:w-52"
            placeholder={t("filter.everyProject")}
            options={[
              { value: "none", label: t("filter.noProject") },
              ...projects.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={filter.project_id}
            onChange={({ target }) => onChange({ project: target.value })}
          />
        )}
      </div>
      {chooses && (
        // Another range from elsewhere begins anew.
        <Days
          key={`${filter.from} ${filter.to}`}
          filter={filter}
          onChoose={(days) => onChange(periodParams("custom", days))}
        />
      )}
    </div>
  );
}

function Days({
  filter,
  onChoose,
}: {
  filter: DashboardFilter;
  onChoose: (days: { from: string; to: string }) => void;
}) {
  const t = useTranslations("dashboard");
  const [days, setDays] = useState({ from: filter.from, to: filter.to });
  const [asked, setAsked] = useState(false);
  const problem = asked ? daysProblem(days.from, days.to) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (daysProblem(days.from, days.to) === null) onChoose(days);
  };
  const day = (name: "from" | "to", label: string, error?: string) => (
    <Field label={label} error={error}>
      {(control) => (
        <Input
          {...control}
          type="date"
          value={days[name]}
          onChange={({ target }) => setDays({ ...days, [name]: target.value })}
        />
      )}
    </Field>
  );
  return (
    <form noValidate onSubmit={submit} className="grid items-start gap-3 sm:flex">
      {day("from", t("filter.from"))}
      {day("to", t("filter.to"), problem ? t(`filter.problem.${problem}`, { most: MAX_DAYS }) : undefined)}
      <Button type="submit" className="sm:mt-6.5">
        {t("filter.show")}
      </Button>
    </form>
  );
}
