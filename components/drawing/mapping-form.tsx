"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { classLabel } from "#components/files/class-label.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DecimalInput } from "#components/ui/decimal-input.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import type { Row } from "./layers-table.tsx";
import type { ElementMappingAnswer, MappingAnswer } from "./queries.ts";
import { useSay } from "./use-say.ts";
import { CLASSES, isByLength, MEASURES, type MeasureAnswer, needsHeight, needsThickness } from "./words.ts";

const EMPTY: ElementMappingAnswer = {
  use: "element",
  ifc_class: "IfcWall",
  measure: "count",
  height_m: null,
  thickness_m: null,
  two_lines: false,
  material: null,
  storey: null,
};

/** What one layer or block is; confirmed by sending it. */
export function MappingForm({ row, fileId, onDone }: { row: Row; fileId: string; onDone: () => void }) {
  const t = useTranslations("drawing");
  const say = useSay(fileId);
  const units = useUnits();
  const now = row.mapping?.use === "element" ? row.mapping : EMPTY;
  const [use, setUse] = useState(row.mapping?.use ?? "element");
  const [measure, setMeasure] = useState<MeasureAnswer>(now.measure);
  const form = useSubmit<MappingAnswer | null>(
    (mapping) => say({ mappings: [{ kind: row.kind, name: row.name, mapping }] }),
    onDone,
  );
  const error = (field: string) => form.fieldError(`mappings.0.mapping.${field}`);
  const metres = (value: number | null) =>
    value === null ? "" : String(Math.round(units.fromSi(value, "m") * 1e4) / 1e4);
  const inMetres = (data: FormData, name: string) => {
    const typed = textOf(data, name);
    return typed === "" ? null : units.toSi(Number(typed), "m");
  };
  const read = (data: FormData): MappingAnswer =>
    use === "leave_out"
      ? { use }
      : {
          use,
          ifc_class: textOf(data, "ifc_class"),
          measure,
          height_m: needsHeight(measure) ? inMetres(data, "height_m") : null,
          thickness_m: needsThickness(measure) ? inMetres(data, "thickness_m") : null,
          two_lines: isByLength(measure) && textOf(data, "two_lines") === "on",
          material: textOf(data, "material") || null,
          storey: textOf(data, "storey") || null,
        };
  return (
    <form method="post" className="grid gap-4" onSubmit={form.onSubmit(read)}>
      <Field label={t("form.use")}>
        {(control) => (
          <Select
            {...control}
            value={use}
            onChange={(event) => setUse(event.target.value === "leave_out" ? "leave_out" : "element")}
            options={[
              { value: "element", label: t("form.element") },
              { value: "leave_out", label: t("form.leaveOut") },
            ]}
          />
        )}
      </Field>
      {use === "element" && (
        <>
          <Field label={t("form.class")} error={error("ifc_class")}>
            {(control) => (
              <Select
                {...control}
                name="ifc_class"
                defaultValue={now.ifc_class}
                options={classes(now.ifc_class)}
              />
            )}
          </Field>
          <Field label={t("form.measure")} hint={t(`measureHint.${measure}`)}>
            {(control) => (
              <Select
                {...control}
                value={measure}
                onChange={(event) =>
                  setMeasure(MEASURES.find((one) => one === event.target.value) ?? measure)
                }
                options={MEASURES.map((one) => ({ value: one, label: t(`measure.${one}`) }))}
              />
            )}
          </Field>
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
            {needsHeight(measure) && (
              <Field label={t("form.height", { unit: units.symbol("m") })} error={error("height_m")}>
                {(control) => (
                  <DecimalInput {...control} name="height_m" required defaultValue={metres(now.height_m)} />
                )}
              </Field>
            )}
            {needsThickness(measure) && (
              <Field label={t("form.thickness", { unit: units.symbol("m") })} error={error("thickness_m")}>
                {(control) => (
                  <DecimalInput
                    {...control}
                    name="thickness_m"
                    required
                    defaultValue={metres(now.thickness_m)}
                  />
                )}
              </Field>
            )}
          </div>
          {isByLength(measure) && (
            <Checkbox
              name="two_lines"
              defaultChecked={now.two_lines}
              label={t("form.twoLines")}
              hint={t("form.twoLinesHint")}
            />
          )}
          <Field label={t("form.material")} hint={t("form.materialHint")} error={error("material")} optional>
            {(control) => (
              <Input
                {...control}
                name="material"
                maxLength={120}
                autoComplete="off"
                defaultValue={now.material ?? ""}
              />
            )}
          </Field>
          <Field label={t("form.storey")} error={error("storey")} optional>
            {(control) => (
              <Input
                {...control}
                name="storey"
                maxLength={120}
                autoComplete="off"
                defaultValue={now.storey ?? ""}
              />
            )}
          </Field>
        </>
      )}
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={t("form.submit")} pending={form.pending}>
        {row.state === "confirmed" && (
          <Button variant="danger-ghost" onClick={() => void form.run(null)}>
            {t("form.forget")}
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}

function classes(now: string) {
  const known: readonly string[] = CLASSES;
  return [...known, ...(known.includes(now) ? [] : [now])]
    .map((value) => ({ value, label: classLabel(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, activeLocale()));
}
