"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { classLabel } from "#components/files/class-label.ts";
import { DecimalInput } from "#components/ui/decimal-input.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioList } from "#components/ui/radio-list.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { BillAnswer, ItemAnswer } from "./answers.ts";
import { refreshBill } from "./queries.ts";
import { unitOf } from "./words.ts";

const KINDS = ["provisional", "alternate", "option"] as const;
const UNITS = ["sum", "m3", "m2", "m", "kg", "t", "pcs"] as const;

/** A new item, or one that is there: of which kind it is does not change. */
export function ItemDialog({
  bill,
  item,
  onClose,
}: {
  bill: BillAnswer;
  item: ItemAnswer | null;
  onClose: () => void;
}) {
  const t = useTranslations("bill");
  const queries = useQueryClient();
  const [kind, setKind] = useState<ItemAnswer["kind"]>(item?.kind ?? "provisional");
  const [unit, setUnit] = useState<ItemAnswer["unit"]>(item?.unit ?? "sum");
  const path = `/api/cost-estimates/${bill.estimate_id}/bill/items`;
  const form = useSubmit<Record<string, unknown>>((body) =>
    submitting(async () => {
      if (item) await api(`${path}/${item.id}`, { method: "PATCH", body });
      else await api(path, { body: { kind, ...body } });
      await refreshBill(queries, bill.estimate_id);
      onClose();
    }),
  );
  const values = (data: FormData) => ({
    description: textOf(data, "description"),
    quantity: unit === "sum" ? "1" : textOf(data, "quantity"),
    unit,
    unit_rate: textOf(data, "unit_rate") || null,
    ...(kind === "alternate" ? { replaces: textOf(data, "replaces") || null } : {}),
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={item ? t("item.editTitle") : t("item.addTitle")}
    >
      <form method="post" className="grid gap-4" onSubmit={form.onSubmit(values)}>
        {!item && (
          <RadioList
            legend={t("item.kind")}
            name="kind"
            value={kind}
            items={KINDS.map((value) => ({
              value,
              label: t(`kind.${value}`),
              hint: t(`kindHint.${value}`),
            }))}
            onChange={setKind}
          />
        )}
        <Field label={t("item.description")} error={form.fieldError("description")}>
          {(control) => (
            <Input
              {...control}
              name="description"
              required
              maxLength={500}
              autoComplete="off"
              defaultValue={item?.description}
            />
          )}
        </Field>
        {kind === "alternate" && (
          <Field label={t("item.replaces")} error={form.fieldError("replaces")}>
            {(control) => (
              <Select
                {...control}
                name="replaces"
                required
                defaultValue={item?.replaces?.item_id ?? ""}
                placeholder={t("item.choose")}
                options={bill.lines.map((line) => ({
                  value: line.item_id,
                  label: line.ifc_class ? `${line.name} (${classLabel(line.ifc_class)})` : line.name,
                }))}
              />
            )}
          </Field>
        )}
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label={t("item.unit")}>
            {(control) => (
              <Select
                {...control}
                value={unit}
                options={UNITS.map((value) => ({ value, label: unitOf(t, value) }))}
                onChange={(event) => setUnit(UNITS.find((one) => one === event.currentTarget.value) ?? "sum")}
              />
            )}
          </Field>
          {unit !== "sum" && (
            <Field label={t("item.quantity")} error={form.fieldError("quantity")}>
              {(control) => (
                <DecimalInput {...control} name="quantity" required defaultValue={item?.quantity ?? ""} />
              )}
            </Field>
          )}
          <Field
            label={
              unit === "sum"
                ? t("item.amount", { currency: bill.currency })
                : t("item.rate", { currency: bill.currency })
            }
            optional={kind !== "provisional"}
            error={form.fieldError("unit_rate")}
          >
            {(control) => (
              <DecimalInput
                {...control}
                name="unit_rate"
                required={kind === "provisional"}
                defaultValue={item?.unit_rate ?? ""}
              />
            )}
          </Field>
        </div>
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit={item ? t("item.save") : t("item.add")} pending={form.pending} />
      </form>
    </Dialog>
  );
}
