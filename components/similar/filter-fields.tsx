"use client";
import { useTranslations } from "next-intl";
import { useCatalogue, useProjects } from "#components/data/queries.ts";
import { classLabel } from "#components/files/class-label.ts";
import { placeName } from "#components/format/place-name.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { DecimalInput } from "#components/ui/decimal-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { areaShown } from "./filter-values.ts";
import { type Filters, LIMITS, thresholds } from "./search-state.ts";

/** Classes that buildings' costs are mostly of; what a file has besides can be given in the address. */
const CLASSES = [
  "IfcWall",
  "IfcSlab",
  "IfcBeam",
  "IfcColumn",
  "IfcFooting",
  "IfcRoof",
  "IfcStair",
  "IfcWindow",
  "IfcDoor",
  "IfcCurtainWall",
  "IfcCovering",
];

/** What results have to be besides alike, how alike, and how many. */
export function FilterFields({
  filters,
  limit,
  threshold,
  places,
  fieldError,
}: {
  filters: Filters;
  limit: string;
  threshold: string;
  places: readonly string[];
  fieldError: (name: string) => string | undefined;
}) {
  const t = useTranslations("similar");
  const units = useUnits();
  const projects = useProjects().data?.items ?? [];
  const materials = useCatalogue().data?.items ?? [];
  const fault = (name: string) => fieldError(`filters.${name}`) ?? fieldError(name);
  const choice = (
    name: keyof Filters,
    label: string,
    any: string,
    options: readonly { value: string; label: string }[],
  ) => (
    <Field label={label} error={fault(name)}>
      {(control) => (
        <Select
          {...control}
          // Options that are still loading must not empty what the address says.
          key={options.length}
          name={name}
          placeholder={any}
          defaultValue={filters[name]}
          options={
            filters[name] && !options.some(({ value }) => value === filters[name])
              ? [...options, { value: filters[name], label: filters[name] }]
              : options
          }
        />
      )}
    </Field>
  );
  const day = (name: keyof Filters, label: string) => (
    <Field label={label} error={fault(name)}>
      {(control) => <Input {...control} type="date" name={name} defaultValue={filters[name]} />}
    </Field>
  );
  const area = (name: keyof Filters, label: string) => (
    <Field label={`${label}, ${units.symbol("m2")}`} error={fault(name)}>
      {(control) => (
        <DecimalInput
          {...control}
          name={name}
          pattern="\d+(\.\d+)?"
          title={t("filterFields.aNumberSuchAs12505")}
          defaultValue={areaShown(filters[name], units)}
        />
      )}
    </Field>
  );
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-4">
      {choice(
        "project_id",
        t("filterFields.project"),
        t("filterFields.everyProject"),
        projects.map(({ id, name }) => ({ value: id, label: name })),
      )}
      {choice(
        "place",
        t("filterFields.place"),
        t("filterFields.everyPlace"),
        places.map((name) => ({ value: name, label: placeName(name) })),
      )}
      {choice(
        "materials",
        t("filterFields.withTheMaterial"),
        t("filterFields.any"),
        materials.map(({ id, name }) => ({ value: id, label: name })),
      )}
      {choice(
        "classes",
        t("filterFields.withElementsThatAre"),
        t("filterFields.any"),
        CLASSES.map((name) => ({ value: name, label: classLabel(name) })),
      )}
      {area("floor_area_min", t("filterFields.floorAreaFrom"))}
      {area("floor_area_max", "to")}
      {day("created_from", t("filterFields.estimatedFrom"))}
      {day("created_to", "until")}
      <Field label={t("filterFields.howAlike")}>
        {(control) => (
          <Select
            {...control}
            name="threshold"
            defaultValue={threshold}
            options={
              thresholds(t).some(({ value }) => value === threshold)
                ? thresholds(t)
                : [...thresholds(t), { value: threshold, label: threshold }]
            }
          />
        )}
      </Field>
      <Field label={t("filterFields.atMost")}>
        {(control) => (
          <Select
            {...control}
            name="limit"
            defaultValue={limit}
            options={(LIMITS.includes(limit) ? LIMITS : [...LIMITS, limit]).map((value) => ({
              value,
              label: t("filterFields.results", { value }),
            }))}
          />
        )}
      </Field>
    </div>
  );
}
