"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { useSettings } from "#components/data/queries.ts";
import { placeName } from "#components/format/place-name.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { TermsDraft } from "./drafts.ts";
import { RateField } from "./rate-field.tsx";

/** Place and money per hour, for the whole estimate. */
export function TermsEditor({
  estimate,
  draft,
  onChange,
}: {
  estimate: EstimateDetailAnswer;
  draft: TermsDraft;
  onChange: (draft: TermsDraft) => void;
}) {
  const t = useTranslations("variants");
  const settings = useSettings();
  const id = useId();
  const { currency } = estimate.cost;
  return (
    <div className="grid gap-4">
      <Field label={t("terms.location")}>
        {(control) => (
          <>
            <Input
              {...control}
              list={id}
              maxLength={120}
              placeholder={placeName(estimate.location)}
              value={draft.location ?? ""}
              onChange={(event) => onChange({ ...draft, location: event.target.value })}
            />
            <datalist id={id}>
              {(settings.data?.known_locations ?? []).map((place) => (
                <option key={place} value={place} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <RateField
        label={t("terms.labour", { currency })}
        value={draft.labor_rate ?? ""}
        present={estimate.labor_rate}
        onChange={(labor_rate) => onChange({ ...draft, labor_rate })}
      />
      <RateField
        label={t("terms.equipment", { currency })}
        value={draft.equipment_rate ?? ""}
        present={estimate.equipment_rate}
        onChange={(equipment_rate) => onChange({ ...draft, equipment_rate })}
      />
    </div>
  );
}
