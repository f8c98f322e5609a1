"use client";
import { useTranslations } from "next-intl";
import type { PriceBookEntry } from "#components/data/answers.ts";
import { unitSymbol } from "#components/format/numbers.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { FieldFault } from "./entry-fields.tsx";

type Unit = PriceBookEntry["unit"];
const UNITS: readonly Unit[] = ["m3", "m2", "m", "kg", "t", "pcs"];

interface IdentityFieldsProps {
  /** Undefined: a new entry, which is given its id here. */
  entry: PriceBookEntry | undefined;
  classes: readonly string[];
  unit: Unit;
  onUnit: (unit: Unit) => void;
  fault: FieldFault;
}

/** What an entry of the organisation's own is: name, unit, class and codes. */
export function IdentityFields({ entry, classes, unit, onUnit, fault }: IdentityFieldsProps) {
  const t = useTranslations("price-book");
  const own = entry?.entry;
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      <Field label={t("identityFields.name")} error={fault("entry.name")}>
        {(control) => (
          <Input
            {...control}
            name="entry.name"
            required
            maxLength={200}
            autoComplete="off"
            defaultValue={own?.name ?? ""}
          />
        )}
      </Field>
      {entry ? (
        <p className="self-center text-ink-3 text-sm sm:pt-5">{entry.catalogue_id}</p>
      ) : (
        <Field
          label={t("identityFields.id")}
          hint={t("identityFields.smallLettersDigitsAndHyphens")}
          error={fault("id")}
        >
          {(control) => (
            <Input
              {...control}
              name="id"
              required
              maxLength={60}
              autoComplete="off"
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              title={t("identityFields.smallLettersDigitsAndHyphens2")}
            />
          )}
        </Field>
      )}
      <Field label={t("identityFields.unit")} error={fault("entry.unit")}>
        {(control) => (
          <Select
            {...control}
            value={unit}
            options={UNITS.map((value) => ({ value, label: unitSymbol(value) }))}
            onChange={(event) => onUnit(UNITS.find((value) => value === event.target.value) ?? unit)}
          />
        )}
      </Field>
      <Field
        label={t("identityFields.class")}
        hint={t("identityFields.decidesHaulDisposalAndUntilYou")}
        error={fault("entry.class")}
      >
        {(control) => (
          <Select
            {...control}
            name="entry.class"
            required
            placeholder={t("identityFields.chooseAClass")}
            defaultValue={own?.class ?? ""}
            options={classes.map((value) => ({ value, label: classText(t, value) }))}
          />
        )}
      </Field>
      <CodeField
        name="master_format"
        label={t("identityFields.masterformat")}
        value={own?.master_format}
        fault={fault}
      />
      <CodeField
        name="uni_format"
        label={t("identityFields.uniformat")}
        value={own?.uni_format}
        fault={fault}
      />
      <div className="sm:col-span-2">
        <Checkbox
          name="entry.whole_product"
          label={t("identityFields.aProductPricedWholeSuchAsADoor")}
          hint={t("identityFields.itIsNeverPricedByTheVolumeOf")}
          defaultChecked={own?.whole_product ?? false}
        />
      </div>
    </div>
  );
}

export function identityFrom(form: FormData, unit: Unit) {
  return {
    name: textOf(form, "entry.name"),
    unit,
    class: textOf(form, "entry.class"),
    whole_product: form.get("entry.whole_product") !== null,
    master_format: textOf(form, "entry.master_format") || null,
    uni_format: textOf(form, "entry.uni_format") || null,
  };
}

/** "timber-sawn" as people say it. */
export function classText(t: Translator<"price-book">, id: string): string {
  if (id.startsWith("mep-")) return t("identityFields.technicalS", { slice: id.slice(4) });
  return id.charAt(0).toUpperCase() + id.slice(1).replaceAll("-", " ");
}

function CodeField({
  name,
  label,
  value,
  fault,
}: {
  name: string;
  label: string;
  value: string | null | undefined;
  fault: FieldFault;
}) {
  return (
    <Field label={label} optional error={fault(`entry.${name}`)}>
      {(control) => (
        <Input
          {...control}
          name={`entry.${name}`}
          maxLength={20}
          autoComplete="off"
          defaultValue={value ?? ""}
        />
      )}
    </Field>
  );
}
