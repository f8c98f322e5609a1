"use client";
import { useState } from "react";
import { useCatalogue } from "#components/data/queries.ts";
import {
  draftsFrom,
  draftsOfShares,
  type MaterialDraft,
  materialsFrom,
} from "#components/estimates/material-drafts.ts";
import { MaterialRows } from "#components/estimates/material-rows.tsx";
import { TermsFields, type TermsValues, termsFrom } from "#components/estimates/terms-fields.tsx";
import type { Units } from "#components/format/units.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import { areaInSi, areaShown } from "./filter-fields.tsx";
import type { ByHand } from "./search-state.ts";

/** The rows of materials while they are typed, from what was asked before. */
export function useDrafts(hand: ByHand | null) {
  const units = useUnits();
  return useState<MaterialDraft[]>(() => draftsFrom(hand?.materials ?? {}, units));
}

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
  const units = useUnits();
  const [by, setBy] = useState<"quantities" | "shares">("quantities");
  const shares = by === "shares";
  const names = useCatalogue().data?.items.map(({ name }) => name) ?? [];
  return (
    <div className="grid gap-4">
      <div>
        <Segmented
          label="Materials by"
          value={by}
          onChange={setBy}
          segments={[
            { value: "quantities", label: "Quantities" },
            { value: "shares", label: "Shares of the volume" },
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
        <Field label={`Volume of all of them, ${units.symbol("m3")}`}>
          {(control) => (
            <Input
              {...control}
              name="volume"
              required
              inputMode="decimal"
              autoComplete="off"
              pattern="\d+(\.\d+)?"
              title="A number such as 1250.5"
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
            label={`Gross floor area, ${units.symbol("m2")}`}
            optional
            hint="With it the average is scaled to this size."
            error={fieldError("floor_area_m2")}
          >
            {(control) => (
              <Input
                {...control}
                name="floor_area_m2"
                inputMode="decimal"
                autoComplete="off"
                pattern="\d+(\.\d+)?"
                title="A number such as 1250.5"
                defaultValue={areaShown(hand?.floor_area_m2 ?? "", units)}
              />
            )}
          </Field>
          <Field
            label="Description"
            optional
            hint="What it is, in a few words: “primary school, concrete frame, 3 storeys”."
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

/** What the fields hold, or a sentence about the material at fault. */
export function handFrom(
  form: FormData,
  drafts: readonly MaterialDraft[],
  units: Units,
): { value: ByHand } | { error: string } {
  const volume = Number(textOf(form, "volume"));
  const materials = materialsFrom(volume > 0 ? draftsOfShares(drafts, volume) : drafts, units);
  if ("error" in materials) return materials;
  return {
    value: {
      materials: materials.value,
      ...termsFrom(form),
      floor_area_m2: areaInSi(textOf(form, "floor_area_m2"), units),
      description: textOf(form, "description"),
    },
  };
}
