"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Calculator } from "lucide-react";
import { useState } from "react";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { usePriceBooks, useSettings } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { withPlace } from "#components/estimates/places.ts";
import { formatMoney } from "#components/format/money.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";

interface Terms {
  price_book_id: string;
  location: string;
  labor_rate: string;
  equipment_rate: string;
}

/** Calculates an estimate again on another price book version, place or hourly rates. */
export function RepriceDialog({ estimate }: { estimate: EstimateDetailAnswer }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Calculate again"
      description="Quantities stay as they are; prices, place and hourly rates are the ones you choose."
      trigger={
        <Button>
          <Calculator aria-hidden />
          Calculate again
        </Button>
      }
    >
      <TermsForm estimate={estimate} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function TermsForm({ estimate, onDone }: { estimate: EstimateDetailAnswer; onDone: () => void }) {
  const queries = useQueryClient();
  const toast = useToast();
  const books = usePriceBooks();
  const settings = useSettings();
  const form = useSubmit<Terms>((terms) =>
    submitting(async () => {
      const { cost } = await api<EstimateDetailAnswer>(`/api/cost-estimates/${estimate.id}/reprice`, {
        body: terms,
      });
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["estimates"] }),
        queries.invalidateQueries({ queryKey: ["analysis"] }),
      ]);
      const likely = ({ likely: amount, currency }: typeof cost) =>
        formatMoney({ amount, currency }, { precision: "whole" });
      toast({
        tone: "ok",
        title: "The estimate is calculated again",
        description: `The likely total is now ${likely(cost)}; it was ${likely(estimate.cost)}.`,
      });
      onDone();
    }),
  );
  return (
    <QueryView query={books} loading={<LoadingRows rows={3} />}>
      {({ items }) => (
        <form
          method="post"
          className="grid gap-4"
          onSubmit={form.onSubmit((data) => ({
            price_book_id: textOf(data, "price_book_id"),
            location: textOf(data, "location"),
            labor_rate: textOf(data, "labor_rate"),
            equipment_rate: textOf(data, "equipment_rate"),
          }))}
        >
          <Field label="Price book" error={form.fieldError("price_book_id")}>
            {(control) => (
              <Select
                {...control}
                name="price_book_id"
                defaultValue={estimate.price_book.id}
                options={items.map((book) => ({
                  value: book.id,
                  label: `${book.name}, version ${book.version}, ${book.currency}${book.active ? " (active)" : ""}`,
                }))}
              />
            )}
          </Field>
          <Field
            label="Location"
            hint="A place without a known location factor counts as the price book's own level."
            error={form.fieldError("location")}
          >
            {(control) => (
              <Select
                {...control}
                key={settings.data ? "known" : "loading"}
                name="location"
                defaultValue={estimate.location}
                options={withPlace(settings.data?.known_locations ?? [], estimate.location).map((name) => ({
                  value: name,
                  label: name,
                }))}
              />
            )}
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <RateField name="labor_rate" label="Labour, an hour" value={estimate.labor_rate} form={form} />
            <RateField
              name="equipment_rate"
              label="Equipment, an hour"
              value={estimate.equipment_rate}
              form={form}
            />
          </div>
          <FormProblemNotice problem={form.problem} />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" loading={form.pending}>
              Calculate again
            </Button>
          </DialogActions>
        </form>
      )}
    </QueryView>
  );
}

function RateField({
  name,
  label,
  value,
  form,
}: {
  name: "labor_rate" | "equipment_rate";
  label: string;
  value: string;
  form: { fieldError: (name: string) => string | undefined };
}) {
  return (
    <Field label={label} error={form.fieldError(name)}>
      {(control) => (
        <Input
          {...control}
          name={name}
          required
          inputMode="decimal"
          autoComplete="off"
          pattern="\d+(\.\d+)?"
          title="A number such as 45.00"
          defaultValue={value}
        />
      )}
    </Field>
  );
}
