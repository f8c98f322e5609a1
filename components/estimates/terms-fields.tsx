import { useTranslations } from "next-intl";
import { placeName } from "#components/format/place-name.ts";
import { DecimalInput } from "#components/ui/decimal-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import { withPlace } from "./places.ts";

/** Place and hourly rates; rates are decimal strings in the estimate's currency. */
export interface TermsValues {
  location: string;
  labor_rate: string;
  equipment_rate: string;
}

export interface TermsFieldsProps {
  /** What the fields start from. */
  terms: TermsValues;
  /** Places whose cost level is known. */
  places: readonly string[];
  fieldError: (name: string) => string | undefined;
}

/** Where it is built and what an hour costs there: the fields of an estimate, of its repricing, and of the settings. */
export function TermsFields({ terms, places, fieldError }: TermsFieldsProps) {
  const t = useTranslations("estimates");
  const rate = (name: "labor_rate" | "equipment_rate", label: string) => (
    <Field label={label} error={fieldError(name)}>
      {(control) => (
        <DecimalInput
          {...control}
          name={name}
          required
          pattern="\d+(\.\d{1,4})?"
          title={t("termsFields.aNumberSuchAs4500")}
          className="tabular-nums"
          defaultValue={terms[name]}
        />
      )}
    </Field>
  );
  return (
    <>
      <Field
        label={t("termsFields.location")}
        hint={t("termsFields.decidesTheLocationFactorAPlace")}
        error={fieldError("location")}
      >
        {(control) => (
          <Select
            {...control}
            name="location"
            defaultValue={terms.location}
            options={withPlace(places, terms.location).map((name) => ({
              value: name,
              label: placeName(name),
            }))}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 items-start gap-4">
        {rate("labor_rate", t("termsFields.labourAnHour"))}
        {rate("equipment_rate", t("termsFields.equipmentAnHour"))}
      </div>
    </>
  );
}

/** What the fields hold. */
export function termsFrom(form: FormData): TermsValues {
  return {
    location: textOf(form, "location"),
    labor_rate: textOf(form, "labor_rate"),
    equipment_rate: textOf(form, "equipment_rate"),
  };
}
