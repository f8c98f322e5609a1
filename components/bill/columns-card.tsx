"use client";
import { CheckCheck, EyeOff, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import { type RoleAnswer, type SheetAnswer, useSayOfBill } from "./queries.ts";

interface SheetProps {
  fileId: string;
  sheet: SheetAnswer;
  mayEdit: boolean;
}

/** What the columns of a sheet are taken for: to look at, to change and to confirm. */
export function ColumnsCard({ fileId, sheet, mayEdit }: SheetProps) {
  const t = useTranslations("rows");
  return (
    <>
      {sheet.problem !== null && (
        <Callout tone="warn" title={t(`problem.${sheet.problem}`)}>
          {t(`problemHint.${sheet.problem}`)}
        </Callout>
      )}
      {!sheet.applied && sheet.problem === null && (
        <Callout tone="warn" title={t("stale.title")}>
          {t("stale.hint")}
        </Callout>
      )}
      <Card>
        <CardHeader
          title={t("columns.title")}
          description={t("columns.description")}
          actions={
            <span className="flex flex-wrap justify-end gap-1.5">
              {sheet.hidden && <Badge tone="neutral">{t("hidden")}</Badge>}
              <Badge tone={sheet.state === "confirmed" ? "ok" : "warn"}>{t(`state.${sheet.state}`)}</Badge>
            </span>
          }
        />
        <CardBody className="grid gap-5">
          <MappingForm fileId={fileId} sheet={sheet} mayEdit={mayEdit} />
          {mayEdit && (
            <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4 border-line border-t pt-4">
              <HeadingRow fileId={fileId} sheet={sheet} />
              <UseSheet fileId={fileId} sheet={sheet} />
            </div>
          )}
        </CardBody>
      </Card>
    </>
  );
}

const ROLES = [
  "item",
  "description",
  "quantity",
  "unit",
  "material",
  "thickness",
  "storey",
  "rate",
  "amount",
] as const satisfies readonly RoleAnswer[];

const roleIn = (data: FormData, column: number): RoleAnswer | null =>
  ROLES.find((role) => role === textOf(data, `role-${column}`)) ?? null;

function MappingForm({ fileId, sheet, mayEdit }: SheetProps) {
  const t = useTranslations("rows");
  const say = useSayOfBill(fileId);
  const form = useSubmit<object>((mapping) => say([{ name: sheet.name, mapping, use: true }]));
  const forget = useSubmit<undefined>(() => say([{ name: sheet.name, mapping: null }]));
  const columns = sheet.columns.slice(0, MOST_COLUMNS);
  const read = (data: FormData) => ({
    roles: sheet.columns.map(({ role }, at) => (at < MOST_COLUMNS ? roleIn(data, at) : role)),
    decimal: textOf(data, "decimal") || null,
  });
  if (columns.length === 0) return null;
  return (
    <form method="post" className="grid gap-4" onSubmit={form.onSubmit(read)}>
      <fieldset
        disabled={!mayEdit}
        className="grid grid-cols-1 gap-x-4 gap-y-4 sm:grid-cols-2 xl:grid-cols-3"
      >
        <legend className="sr-only">{t("columns.title")}</legend>
        {columns.map(({ letter, heading, samples, role }, at) => (
          <Field
            key={letter}
            label={heading ? t("columns.named", { letter, heading }) : t("columns.unnamed", { letter })}
            hint={samples.length === 0 ? t("columns.empty") : samples.join(" · ")}
            error={form.fieldError(`sheets.0.mapping.roles.${at}`)}
            className="min-w-0 wrap-anywhere"
          >
            {(control) => (
              <Select
                {...control}
                name={`role-${at}`}
                defaultValue={role ?? ""}
                options={[
                  { value: "", label: t("role.none") },
                  ...ROLES.map((one) => ({ value: one, label: t(`role.${one}`) })),
                ]}
              />
            )}
          </Field>
        ))}
        <Field label={t("decimal.label")} hint={t("decimal.hint")}>
          {(control) => (
            <Select
              {...control}
              name="decimal"
              defaultValue={sheet.decimal ?? ""}
              options={[
                { value: "", label: t("decimal.auto") },
                { value: "point", label: t("decimal.point") },
                { value: "comma", label: t("decimal.comma") },
              ]}
            />
          )}
        </Field>
      </fieldset>
      <FormProblemNotice problem={form.problem ?? forget.problem} />
      {mayEdit && (
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" loading={form.pending}>
            <CheckCheck aria-hidden />
            {t("confirm")}
          </Button>
          {sheet.state === "confirmed" && (
            <Button loading={forget.pending} onClick={() => void forget.run(undefined)}>
              <RotateCcw aria-hidden />
              {t("forget")}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}

/** More columns than a person looks at one by one; those behind stay as they are. */
const MOST_COLUMNS = 40;

function HeadingRow({ fileId, sheet }: Omit<SheetProps, "mayEdit">) {
  const t = useTranslations("rows");
  const say = useSayOfBill(fileId);
  const form = useSubmit<number | null>((row) => say([{ name: sheet.name, heading_row: row }]));
  return (
    <form
      method="post"
      className="grid min-w-0 gap-2"
      onSubmit={form.onSubmit((data) => {
        const typed = textOf(data, "heading_row");
        return typed === "" ? null : Number(typed);
      })}
    >
      <Field
        label={t("headingRow.label")}
        hint={t("headingRow.hint")}
        error={form.fieldError("sheets.0.heading_row")}
      >
        {(control) => (
          <div className="flex flex-wrap gap-2">
            <Input
              {...control}
              name="heading_row"
              type="number"
              min={0}
              max={1000}
              step={1}
              className="w-28"
              defaultValue={sheet.heading_row}
            />
            <Button type="submit" loading={form.pending}>
              {t("headingRow.submit")}
            </Button>
          </div>
        )}
      </Field>
      <FormProblemNotice problem={form.problem} />
    </form>
  );
}

function UseSheet({ fileId, sheet }: Omit<SheetProps, "mayEdit">) {
  const t = useTranslations("rows");
  const say = useSayOfBill(fileId);
  const form = useSubmit<undefined>(() => say([{ name: sheet.name, use: !sheet.use }]));
  return (
    <div className="grid gap-2">
      <Button loading={form.pending} onClick={() => void form.run(undefined)}>
        <EyeOff aria-hidden />
        {sheet.use ? t("leaveOut") : t("takeIn")}
      </Button>
      <FormProblemNotice problem={form.problem} />
    </div>
  );
}
