"use client";
import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FieldError } from "#components/ui/field.tsx";
import type { EventTypeAnswer } from "./answers.ts";
import { ALL, groupsOf } from "./events.ts";

/** Which events an endpoint hears of: all, what is added later included, or some, by group. */
export function EventChoice({
  types,
  chosen,
  onChange,
  error,
}: {
  types: readonly EventTypeAnswer[];
  /** Selectors: names, `<noun>.*` or `*`. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  error?: string | undefined;
}) {
  const t = useTranslations("webhooks");
  const all = chosen.includes(ALL);
  const has = (type: string) => all || chosen.includes(type) || chosen.includes(`${type.split(".")[0]}.*`);
  const now = types.map(({ type }) => type).filter((type) => has(type));
  const toggle = (names: readonly string[], on: boolean) =>
    onChange(on ? [...new Set([...now, ...names])] : now.filter((type) => !names.includes(type)));
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 font-medium text-sm">{t("eventChoice.events")}</legend>
      <Checkbox
        label={t("eventChoice.everything")}
        hint={t("eventChoice.alsoEventsThatAreAddedLater")}
        checked={all}
        onCheckedChange={(on) => onChange(on === true ? [ALL] : [])}
      />
      {!all &&
        groupsOf(types).map(([group, members]) => {
          const names = members.map(({ type }) => type);
          const some = names.filter(has).length;
          return (
            <div key={group} className="grid gap-1.5">
              <Checkbox
                label={<span className="font-medium">{group}</span>}
                checked={some === 0 ? false : some === names.length ? true : "indeterminate"}
                onCheckedChange={(on) => toggle(names, on === true)}
              />
              <div className="grid gap-1 pl-7">
                {members.map(({ type, description }) => (
                  <Checkbox
                    key={type}
                    label={<code className="text-sm">{type}</code>}
                    hint={description}
                    checked={has(type)}
                    onCheckedChange={(on) => toggle([type], on === true)}
                  />
                ))}
              </div>
            </div>
          );
        })}
      <FieldError error={error} />
    </fieldset>
  );
}
