"use client";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { DrawingAnswer } from "./queries.ts";
import { useSay } from "./use-say.ts";
import { UNITS } from "./words.ts";

/** Which unit the drawing is in: as the file states, as a person said, or still to be said. */
export function UnitCard({ drawing, mayEdit }: { drawing: DrawingAnswer; mayEdit: boolean }) {
  const t = useTranslations("drawing");
  const { stated, said, used } = drawing.unit;
  if (used === null)
    return (
      <Callout tone="warn" title={t("unit.missing")}>
        <p>{t("unit.missingHint")}</p>
        {mayEdit && <UnitForm drawing={drawing} />}
      </Callout>
    );
  return (
    <Card>
      <CardHeader
        title={t("unit.title", { unit: t(`unit.${used}`) })}
        description={stated === null ? t("unit.statesNone") : t("unit.states", { unit: t(`unit.${stated}`) })}
        actions={said === null ? null : <Badge tone="ok">{t("unit.said")}</Badge>}
      />
      {mayEdit && (
        <CardBody>
          <UnitForm drawing={drawing} />
        </CardBody>
      )}
    </Card>
  );
}

const AS_STATED = "stated";

function UnitForm({ drawing }: { drawing: DrawingAnswer }) {
  const t = useTranslations("drawing");
  const say = useSay(drawing.file_id);
  const form = useSubmit<string>((unit) => say({ unit: unit === AS_STATED ? null : unit }));
  const { stated, said, used } = drawing.unit;
  const options = [
    ...(stated !== null && said !== null
      ? [{ value: AS_STATED, label: t("unit.asStated", { unit: t(`unit.${stated}`) }) }]
      : []),
    ...UNITS.map((unit) => ({ value: unit, label: t(`unit.${unit}`) })),
  ];
  return (
    <form method="post" className="mt-2 grid gap-2" onSubmit={form.onSubmit((data) => textOf(data, "unit"))}>
      <Field label={t("unit.label")} error={form.fieldError("unit")}>
        {(control) => (
          <div className="flex flex-wrap gap-2">
            <Select
              {...control}
              name="unit"
              required
              defaultValue={used ?? ""}
              placeholder={t("unit.choose")}
              options={options}
              className="w-56"
            />
            <Button type="submit" loading={form.pending}>
              {t("unit.submit")}
            </Button>
          </div>
        )}
      </Field>
      <FormProblemNotice problem={form.problem} />
    </form>
  );
}
