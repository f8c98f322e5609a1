"use client";
import { SearchField } from "#components/data/search-field.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { type Option, Select } from "#components/ui/select.tsx";

export interface Filter<Name extends string> {
  values: Record<Name, string>;
  /** Of those that are set. */
  query: URLSearchParams;
  set: (change: Partial<Record<Name, string>>) => void;
}

/** The filters of a list, kept in the page's address. `otherwise` names what holds where nothing is chosen. */
export function useFilter<Name extends string>(otherwise: Record<Name, string>): Filter<Name> {
  const [param, setParams] = useUrlParams();
  const names = Object.keys(otherwise) as Name[];
  const values = { ...otherwise };
  for (const name of names) values[name] = param(name) || otherwise[name];
  const query = new URLSearchParams(names.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
  return { values, query, set: (change) => setParams(change as Record<string, string>) };
}

/** The line of filters above a list: a search over organisations where there is a `q`, and choices. */
export function Filters<Name extends string>({
  filter,
  choices,
}: {
  filter: Filter<Name>;
  choices: readonly { name: Name; label: string; options: readonly Option[]; all?: string }[];
}) {
  const set = (name: string, value: string) => filter.set({ [name]: value } as Partial<Record<Name, string>>);
  return (
    <div className="flex flex-wrap gap-2 px-4 pb-3 first:pt-3">
      {"q" in filter.values && (
        <SearchField
          label="Search organisations"
          value={String(filter.values.q)}
          onChange={(text) => set("q", text)}
        />
      )}
      {choices.map(({ name, label, options, all }) => (
        <Select
          key={name}
          aria-label={label}
          className="w-full sm:w-56"
          {...(all === undefined ? {} : { placeholder: all })}
          options={options}
          value={filter.values[name]}
          onChange={(event) => set(name, event.target.value)}
        />
      ))}
    </div>
  );
}
