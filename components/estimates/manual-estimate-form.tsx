"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useUnits } from "#components/format/units-provider.tsx";
import { ProjectSelect } from "#components/projects/project-select.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { DecimalInput } from "#components/ui/decimal-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { type Submit, textOf, useSubmit } from "#components/ui/use-submit.ts";
import { type EstimateUnit, type MaterialDraft, materialsFrom, newDraft } from "./material-drafts.ts";
import { MaterialRows } from "./material-rows.tsx";
import { TermsFields, type TermsValues, termsFrom } from "./terms-fields.tsx";

/** The body of `POST /api/cost-estimates`; rates are decimal strings in the organisation's currency, an hour. */
export interface ManualEstimate extends TermsValues {
  description: string;
  materials: Record<string, { quantity: number; unit: EstimateUnit }>;
  floor_area_m2?: number;
  project_id?: string;
}

export interface ManualEstimateFormProps {
  onSubmit: Submit<ManualEstimate>;
  /** Offered while typing; other names are taken too. */
  materialNames: readonly string[];
  locations: readonly string[];
  defaults: TermsValues & { currency: string };
  /** The project that is chosen at first. */
  project?: string;
}

export function ManualEstimateForm({
  onSubmit,
  materialNames,
  locations,
  defaults,
  project: given = "",
}: ManualEstimateFormProps) {
  const t = useTranslations("estimates");
  const units = useUnits();
  const [project, setProject] = useState(given);
  const [drafts, setDrafts] = useState<MaterialDraft[]>(() => [newDraft()]);
  const { pending, problem, setProblem, run, fieldError } = useSubmit(onSubmit);

  function submit(form: FormData) {
    const materials = materialsFrom(t, drafts, units);
    if ("error" in materials)
      return setProblem({
        message: t("manualEstimateForm.theEstimateWasNotSaved"),
        fields: { materials: materials.error },
      });
    const area = textOf(form, "floor_area_m2");
    void run({
      description: textOf(form, "description"),
      materials: materials.value,
      ...termsFrom(form),
      ...(area ? { floor_area_m2: Number(units.toSi(Number(area), "m2").toPrecision(12)) } : {}),
      ...(project ? { project_id: project } : {}),
    });
  }

  return (
    <Card>
      <CardHeader
        title={t("manualEstimateForm.newEstimateByHand")}
        description={t("manualEstimateForm.enterMaterialsAndQuantities", { currency: defaults.currency })}
      />
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <CardBody className="grid gap-4">
          <Field label={t("manualEstimateForm.description")} optional error={fieldError("description")}>
            {(control) => <Textarea {...control} name="description" rows={2} maxLength={500} />}
          </Field>
          <ProjectSelect value={project} onChange={setProject} error={fieldError("project_id")} />
          <MaterialRows
            drafts={drafts}
            onChange={setDrafts}
            names={materialNames}
            error={fieldError("materials")}
          />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <div className="grid gap-4">
              <TermsFields terms={defaults} places={locations} fieldError={fieldError} />
            </div>
            <Field
              label={t("manualEstimateForm.grossFloorArea", { symbol: units.symbol("m2") })}
              optional
              error={fieldError("floor_area_m2")}
            >
              {(control) => (
                <DecimalInput
                  {...control}
                  name="floor_area_m2"
                  pattern="\d+(\.\d+)?"
                  title={t("manualEstimateForm.aNumberSuchAs12505")}
                />
              )}
            </Field>
          </div>
          {!fieldError("materials") && <FormProblemNotice problem={problem} />}
        </CardBody>
        <CardFooter className="justify-end">
          <Button type="submit" variant="primary" loading={pending}>
            {t("manualEstimateForm.estimate")}
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
