"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { SearchField } from "#components/data/search-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { actionLabel, subjects } from "./labels.ts";

export const FILTERS = ["q", "actor", "action", "target", "from", "to"] as const;
export type AuditFilters = Record<(typeof FILTERS)[number], string>;

const subjectOptions = (t: Translator<"audit">) => subjects(t).map(([value, label]) => ({ value, label }));

/** What narrows the log; all of it stands in the page's address. */
export function Filters({
  filters,
  chosenActor,
  onChange,
}: {
  filters: AuditFilters;
  /** The name of who is chosen, where it is nobody of those who can act now. */
  chosenActor: string | undefined;
  onChange: (change: Partial<AuditFilters>) => void;
}) {
  const t = useTranslations("audit");
  const actors = useActors();
  const known = (value: string, options: readonly { value: string }[]) =>
    value === "" || options.some((option) => option.value === value);
  const actorOptions = known(filters.actor, actors)
    ? actors
    : [...actors, { value: filters.actor, label: chosenActor ?? t("filters.somebodyElse") }];
  const actionOptions = known(filters.action, subjectOptions(t))
    ? subjectOptions(t)
    : [...subjectOptions(t), { value: filters.action, label: actionLabel(t, filters.action) }];
  return (
    <div className="flex flex-wrap items-end gap-3 px-4 py-3">
      <Field label={t("filters.search")} className="w-full sm:w-64">
        {() => (
          <SearchField
            label={t("filters.searchTheLog")}
            value={filters.q}
            onChange={(q) => onChange({ q })}
          />
        )}
      </Field>
      <Field label={t("filters.who")} className="w-full sm:min-w-36 sm:max-w-48 sm:flex-1">
        {(control) => (
          <Select
            {...control}
            placeholder={t("filters.anyone")}
            value={filters.actor}
            options={actorOptions}
            onChange={(event) => onChange({ actor: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("filters.about")} className="w-full sm:min-w-36 sm:max-w-48 sm:flex-1">
        {(control) => (
          <Select
            {...control}
            placeholder={t("filters.everything")}
            value={filters.action}
            options={actionOptions}
            onChange={(event) => onChange({ action: event.target.value })}
          />
        )}
      </Field>
      {(["from", "to"] as const).map((end) => (
        <Field
          key={end}
          label={end === "from" ? t("filters.fromUtc") : t("filters.toUtc")}
          className="w-full sm:w-40"
        >
          {(control) => (
            <Input
              {...control}
              type="date"
              value={filters[end]}
              onChange={(event) => onChange({ [end]: event.target.value })}
            />
          )}
        </Field>
      ))}
      {FILTERS.some((name) => filters[name] !== "") && (
        <Button
          variant="ghost"
          onClick={() => onChange(Object.fromEntries(FILTERS.map((name) => [name, ""])))}
        >
          {t("filters.clearFilters")}
        </Button>
      )}
    </div>
  );
}

/** Members, API keys, and who acts without either. */
function useActors(): { value: string; label: string }[] {
  const t = useTranslations("audit");
  const members = useQuery({
    queryKey: ["members"],
    queryFn: () => api<{ items: { user_id: string; name: string; email: string }[] }>("/api/members"),
  });
  const keys = useQuery({
    queryKey: ["api-keys"],
    queryFn: () => api<{ items: { id: string; name: string }[] }>("/api/api-keys"),
  });
  return [
    ...(members.data?.items ?? []).map(({ user_id, name, email }) => ({
      value: `user:${user_id}`,
      label: name || email,
    })),
    ...(keys.data?.items ?? []).map(({ id, name }) => ({
      value: `api_key:${id}`,
      label: t("filters.key", { name }),
    })),
    { value: "operator", label: t("filters.platformOperators") },
    { value: "system", label: t("filters.system") },
  ];
}
