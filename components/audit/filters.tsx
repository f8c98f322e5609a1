"use client";
import { useQuery } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { SearchField } from "#components/data/search-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { actionLabel, SUBJECTS } from "./labels.ts";

export const FILTERS = ["q", "actor", "action", "target", "from", "to"] as const;
export type AuditFilters = Record<(typeof FILTERS)[number], string>;

const SUBJECT_OPTIONS = SUBJECTS.map(([value, label]) => ({ value, label }));

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
  const actors = useActors();
  const known = (value: string, options: readonly { value: string }[]) =>
    value === "" || options.some((option) => option.value === value);
  const actorOptions = known(filters.actor, actors)
    ? actors
    : [...actors, { value: filters.actor, label: chosenActor ?? "Somebody else" }];
  const actionOptions = known(filters.action, SUBJECT_OPTIONS)
    ? SUBJECT_OPTIONS
    : [...SUBJECT_OPTIONS, { value: filters.action, label: actionLabel(filters.action) }];
  return (
    <div className="flex flex-wrap items-end gap-3 px-4 py-3">
      <Field label="Search" className="w-full sm:w-64">
        {() => <SearchField label="Search the log" value={filters.q} onChange={(q) => onChange({ q })} />}
      </Field>
      <Field label="Who" className="w-full sm:w-48">
        {(control) => (
          <Select
            {...control}
            placeholder="Anyone"
            value={filters.actor}
            options={actorOptions}
            onChange={(event) => onChange({ actor: event.target.value })}
          />
        )}
      </Field>
      <Field label="About" className="w-full sm:w-44">
        {(control) => (
          <Select
            {...control}
            placeholder="Everything"
            value={filters.action}
            options={actionOptions}
            onChange={(event) => onChange({ action: event.target.value })}
          />
        )}
      </Field>
      {(["from", "to"] as const).map((end) => (
        <Field key={end} label={end === "from" ? "From (UTC)" : "To (UTC)"} className="w-full sm:w-40">
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
          Clear filters
        </Button>
      )}
    </div>
  );
}

/** Members, API keys, and who acts without either. */
function useActors(): { value: string; label: string }[] {
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
    ...(keys.data?.items ?? []).map(({ id, name }) => ({ value: `api_key:${id}`, label: `Key: ${name}` })),
    { value: "operator", label: "Platform operators" },
    { value: "system", label: "System" },
  ];
}
