"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { DecimalInput } from "#components/ui/decimal-input.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { BillAnswer, TermsAnswer } from "./answers.ts";
import { refreshBill } from "./queries.ts";

const MARK_UPS = ["preliminaries", "overheads", "profit", "contingency"] as const;
/** What a mark-up can be. */
const WAYS = ["none", "before", "works", "lump"] as const;
type Way = (typeof WAYS)[number];
const METHODS = ["none", "rate", "series"] as const;
type Method = (typeof METHODS)[number];

const wayOf = (markUp: TermsAnswer["profit"]): Way =>
  markUp === null ? "none" : markUp.kind === "lump" ? "lump" : (markUp.base ?? "before");

/** What is laid upon the works, in the order in which it is. */
export function TermsDialog({ bill, onClose }: { bill: BillAnswer; onClose: () => void }) {
  const t = useTranslations("bill");
  const queries = useQueryClient();
  const { terms, currency } = bill;
  const [ways, setWays] = useState(() => ({
    preliminaries: wayOf(terms.preliminaries),
    overheads: wayOf(terms.overheads),
    profit: wayOf(terms.profit),
    contingency: wayOf(terms.contingency),
  }));
  const [method, setMethod] = useState<Method>(terms.escalation?.method ?? "none");
  const form = useSubmit<{ terms: unknown }>((body) =>
    submitting(async () => {
      await api(`/api/cost-estimates/${bill.estimate_id}/bill`, { method: "PATCH", body });
      await refreshBill(queries, bill.estimate_id);
      onClose();
    }),
  );
  const values = (data: FormData) => ({
    terms: {
      ...Object.fromEntries(
        MARK_UPS.map((name) => [name, markUpOf(ways[name], textOf(data, `${name}.value`))]),
      ),
      escalation:
        method === "none"
          ? null
          : {
              method,
              from: textOf(data, "from") || null,
              to: textOf(data, "to"),
              ...(method === "rate" ? { rate: textOf(data, "rate") } : { series: textOf(data, "series") }),
            },
      vat: textOf(data, "vat") || null,
    },
  });
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t("terms.title")}
      description={t("terms.description")}
    >
      <form method="post" className="grid gap-4" onSubmit={form.onSubmit(values)}>
        {MARK_UPS.map((name) => (
          <fieldset key={name} className="grid gap-3 sm:grid-cols-2">
            <legend className="sr-only">{t(`markUp.${name}`)}</legend>
            <Field label={t(`markUp.${name}`)}>
              {(control) => (
                <Select
                  {...control}
                  value={ways[name]}
                  options={WAYS.map((way) => ({ value: way, label: t(`way.${way}`, { currency }) }))}
                  onChange={(event) => {
                    const way = WAYS.find((one) => one === event.currentTarget.value) ?? "none";
                    setWays((now) => ({ ...now, [name]: way }));
                  }}
                />
              )}
            </Field>
            {ways[name] !== "none" && (
              <Field
                label={
                  ways[name] === "lump"
                    ? t("terms.lump", { name: t(`markUp.${name}`), currency })
                    : t("terms.percent", { name: t(`markUp.${name}`) })
                }
                error={form.fieldError(`terms.${name}.value`)}
              >
                {(control) => (
                  <DecimalInput
                    {...control}
                    name={`${name}.value`}
                    required
                    defaultValue={terms[name]?.value ?? ""}
                  />
                )}
              </Field>
            )}
          </fieldset>
        ))}
        <fieldset className="grid gap-3 sm:grid-cols-2">
          <legend className="sr-only">{t("terms.escalation")}</legend>
          <Field label={t("terms.escalation")}>
            {(control) => (
              <Select
                {...control}
                value={method}
                options={METHODS.map((value) => ({ value, label: t(`method.${value}`) }))}
                onChange={(event) =>
                  setMethod(METHODS.find((one) => one === event.currentTarget.value) ?? "none")
                }
              />
            )}
          </Field>
          {method === "rate" && (
            <Field label={t("terms.rate")} error={form.fieldError("terms.escalation.rate")}>
              {(control) => (
                <DecimalInput {...control} name="rate" required defaultValue={terms.escalation?.rate ?? ""} />
              )}
            </Field>
          )}
          {method === "series" && (
            <Field label={t("terms.series")} error={form.fieldError("terms.escalation.series")}>
              {(control) => (
                <Select
                  {...control}
                  name="series"
                  required
                  defaultValue={terms.escalation?.series ?? ""}
                  placeholder={t("item.choose")}
                  options={bill.series.map(({ name, placeholder }) => ({
                    value: name,
                    label: placeholder ? t("terms.placeholderSeries", { name }) : name,
                  }))}
                />
              )}
            </Field>
          )}
          {method !== "none" && (
            <>
              <Field label={t("terms.from")} hint={t("terms.fromHint")} optional>
                {(control) => (
                  <Input {...control} type="date" name="from" defaultValue={terms.escalation?.from ?? ""} />
                )}
              </Field>
              <Field label={t("terms.to")} error={form.fieldError("terms.escalation.to")}>
                {(control) => (
                  <Input
                    {...control}
                    type="date"
                    name="to"
                    required
                    defaultValue={terms.escalation?.to ?? ""}
                  />
                )}
              </Field>
            </>
          )}
        </fieldset>
        <Field
          label={t("terms.vat")}
          hint={t("terms.vatHint")}
          optional
          error={form.fieldError("terms.vat")}
          className="sm:max-w-60"
        >
          {(control) => <DecimalInput {...control} name="vat" defaultValue={terms.vat ?? ""} />}
        </Field>
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit={t("terms.save")} pending={form.pending} />
      </form>
    </Dialog>
  );
}

function markUpOf(way: Way, value: string) {
  if (way === "none") return null;
  return way === "lump" ? { kind: "lump", value } : { kind: "percent", value, base: way };
}
