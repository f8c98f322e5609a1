"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CorrectionsChangedAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { DecimalInput } from "#components/ui/decimal-input.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import { type Chosen, foundOf, materialsOf, type SaidMaterial } from "./chosen.ts";
import { MaterialRows } from "./material-rows.tsx";
import { useChanged } from "./use-changed.ts";

const QUANTITIES = [
  { key: "length_m", unit: "m" },
  { key: "area_m2", unit: "m2" },
  { key: "volume_m3", unit: "m3" },
  { key: "weight_kg", unit: "kg" },
] as const;

type What = "quantities" | "material" | "exclusion";
type Body = { reason: string } & Record<string, unknown>;

/** Says what elements have instead of what was found, and why. */
export function CorrectForm({
  fileId,
  chosen,
  onDone,
}: {
  fileId: string;
  chosen: Chosen;
  onDone: () => void;
}) {
  const t = useTranslations("corrections");
  const { count } = chosen;
  const [what, setWhat] = useState<What>("quantities");
  const [materials, setMaterials] = useState<SaidMaterial[]>([{ key: 0, value: "", share: "100" }]);
  const changed = useChanged(fileId);
  const units = useUnits();
  const form = useSubmit<Body>((body) =>
    submitting(async () => {
      const answer = await api<CorrectionsChangedAnswer>(`/api/files/${fileId}/corrections`, { body });
      onDone();
      await changed(t("done", { count: answer.changed }), answer);
    }),
  );
  /** SI; what is typed in metric units goes as it was typed, so that it is exact. */
  const siOf = (typed: string, unit: (typeof QUANTITIES)[number]["unit"]) =>
    units.system === "metric" ? typed : String(Number(units.toSi(Number(typed), unit).toFixed(6)));
  const saidOf = (data: FormData): Record<string, unknown> | null => {
    if (what === "exclusion") return { excluded: true };
    if (what === "material") {
      const said = materialsOf(materials);
      if (typeof said !== "string") return { materials: said };
      form.setProblem({ message: said === "choose" ? t("chooseOne") : t("sharesHundred") });
      return null;
    }
    const given = QUANTITIES.flatMap(({ key, unit }) => {
      const typed = textOf(data, key);
      return typed === "" ? [] : [{ key, typed, unit }];
    });
    const wrong = given.filter(({ typed }) => !(Number(typed) > 0));
    if (given.length > 0 && wrong.length === 0)
      return {
        quantities: Object.fromEntries(given.map(({ key, typed, unit }) => [key, siOf(typed, unit)])),
      };
    form.setProblem({
      message: t("giveOne"),
      fields: Object.fromEntries(wrong.map(({ key }) => [`quantities.${key}`, t("giveNumber")])),
    });
    return null;
  };
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (form.pending) return;
        const data = new FormData(event.currentTarget);
        const said = saidOf(data);
        if (said) void form.run({ ...chosen.target, ...said, reason: textOf(data, "reason") });
      }}
    >
      <Segmented
        label={t("what.label")}
        value={what}
        segments={(["quantities", "material", "exclusion"] as const).map((value) => ({
          value,
          label: t(`what.${value}`),
        }))}
        onChange={(next) => {
          setWhat(next);
          form.setProblem(null);
        }}
      />
      {what === "quantities" && (
        <fieldset className="grid gap-3">
          <legend className="pb-2 text-ink-2 text-sm">
            {count > 1 ? t("each", { count }) : t("leaveEmpty")}
          </legend>
          <div className="grid gap-3 sm:grid-cols-2">
            {QUANTITIES.map(({ key, unit }) => (
              <Field
                key={key}
                label={t("field", { name: t(`quantity.${key}`), unit: units.symbol(unit) })}
                hint={chosen.element && <Found value={foundOf(chosen.element).quantities[key]} unit={unit} />}
                error={form.fieldError(`quantities.${key}`)}
              >
                {(control) => <DecimalInput {...control} name={key} />}
              </Field>
            ))}
          </div>
        </fieldset>
      )}
      {what === "material" && (
        <MaterialRows fileId={fileId} rows={materials} onChange={setMaterials} count={count} />
      )}
      {what === "exclusion" && <p className="text-ink-2">{t("exclusionHint", { count })}</p>}
      <Field label={t("reason")} hint={t("reasonHint")} error={form.fieldError("reason")}>
        {(control) => <Textarea {...control} name="reason" required maxLength={500} rows={2} />}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter
        danger={what === "exclusion"}
        submit={what === "exclusion" ? t("submitExclusion", { count }) : t("submit", { count })}
        pending={form.pending}
      />
    </form>
  );
}

function Found({ value, unit }: { value: number | undefined; unit: (typeof QUANTITIES)[number]["unit"] }) {
  const t = useTranslations("corrections");
  const units = useUnits();
  return value === undefined
    ? t("foundNone")
    : t("foundHint", { found: units.quantity(value, unit, { digits: 6 }) });
}
