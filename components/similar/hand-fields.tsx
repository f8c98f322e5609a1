"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCatalogue } from "#components/data/queries.ts";
import type { MaterialDraft } from "#components/estimates/material-drafts.ts";
import { MaterialRows } from "#components/estimates/material-rows.tsx";
import { TermsFields, type TermsValues } from "#components/estimates/terms-fields.tsx";
import { useUnits } from "#components/format/units-provider.tsx";
import { DecimalInput } from "#components/ui/decimal-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { areaShown } from "./filter-values.ts";
import type { ByHand } from "./search-state.ts";

/** What is to be built: materials, place, rates, size and words. */
export function HandFields({
  hand,
  terms,
  places,
  drafts,
  onDrafts,
  fieldError,
}: {
  hand: ByHand | null;
  terms: TermsValues;
  places: readonly string[];
  drafts: MaterialDraft[];
  onDrafts: (drafts: MaterialDraft[]) => void;
  fieldError: (name: string) => string | undefined;
}) {
  const t = useTranslations("similar");
  const units = useUnits();
  const [by, setBy] = useState<"quantities" | "shares">("quantities");
  const shares = by === "shares";
  const names = useCatalogue().data?.items.map(({ name }) => name) ?? [];
  return (
    <div className="grid gap-4">
      <div>
        <Segmented
          label={t("handFields.materialsBy")}
          value={by}
          onChange={setBy}
          segments={[
            { value: "quantities", label: t("handFields.quantities") },
            { value: "shares", label: t("handFields.sharesOfTheVolume") },
          ]}
        />
      </div>
      <MaterialRows
        drafts={drafts}
        onChange={onDrafts}
        names={names}
        error={fieldError("materials")}
        shares={shares}
      />
      {shares && (
        <Field label={t("handFields.volumeOfAllOfThem", { symbol: units.symbol("m3") })}>
          {(control) => (
            <DecimalInput
              {...control}
              name="volume"
              required
              pattern="\d+(\.\d+)?"
              title={t("handFields.aNumberSuchAs12505")}
              className="max-w-40 tabular-nums"
            />
          )}
        </Field>
      )}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <div className="grid gap-4">
          <TermsFields terms={hand ?? terms} places={places} fieldError={fieldError} />
        </div>
        <div className="grid gap-4">
          <Field
            label={t("handFields.grossFloorArea", { symbol: units.symbol("m2") })}
            optional
            hint={t("handFields.withItTheAverageIsScaledToThis")}
            error={fieldError("floor_area_m2")}
          >
            {(control) => (
              <DecimalInput
                {...control}
                name="floor_area_m2"
                pattern="\d+(\.\d+)?"
                title={t("handFields.aNumberSuchAs12505")}
                defaultValue={areaShown(hand?.floor_area_m2 ?? "", units)}
              />
            )}
          </Field>
          <Field
            label={t("handFields.description")}
            optional
            hint={t("handFields.whatItIsInAFewWordsPrimary")}
            error={fieldError("description")}
          >
            {(control) => (
              <Textarea
                {...control}
                name="description"
                rows={2}
                maxLength={500}
                defaultValue={hand?.description ?? ""}
              />
            )}
          </Field>
        </div>
      </div>
    </div>
  );
}
