"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PriceLevelsAnswer } from "#components/data/answers.ts";
import { ApiError, api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { refreshLevels } from "#components/similar/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import { type OwnLevels, ownLevels, valuesFrom } from "./levels-words.ts";

export type Series = PriceLevelsAnswer["series"][number];
export type Rate = PriceLevelsAnswer["exchange_rates"][number];

function useSaveLevels({ revision }: PriceLevelsAnswer, onDone: () => void) {
  const queries = useQueryClient();
  const toast = useToast();
  return useSubmit<OwnLevels>((levels) =>
    submitting(async () => {
      const saved = await saveOwn(levels, revision).catch((error: unknown) => {
        // The page then shows what is there now, behind the dialog that still holds what was typed.
        if (error instanceof ApiError && error.code === "price_levels_changed")
          void queries.invalidateQueries({ queryKey: ["price-levels"] });
        throw error;
      });
      await refreshLevels(queries, saved);
      toast({ tone: "ok", title: "The price levels are saved" });
      onDone();
    }),
  );
}

const saveOwn = (levels: OwnLevels, revision: number) =>
  api<PriceLevelsAnswer>("/api/price-levels", { method: "PUT", body: levels, revision });

/** A price index of the organisation's own; it stands in the place of a built-in one of the same name. */
export function SeriesDialog({
  levels,
  series,
  onClose,
}: {
  levels: PriceLevelsAnswer;
  /** Left out: a new one. */
  series: Series | undefined;
  onClose: () => void;
}) {
  const form = useSaveLevels(levels, onClose);
  const [fault, setFault] = useState<string>();
  const { index_values, exchange_rates } = ownLevels(levels);
  const others = index_values.filter((value) => value.series !== series?.series);
  function save(data: FormData) {
    const read = valuesFrom(textOf(data, "values"));
    setFault("error" in read ? read.error : undefined);
    if ("error" in read) return;
    const name = series?.series ?? textOf(data, "series");
    const source = textOf(data, "source");
    // The changed series is sent first, so that its faults are those of the first.
    void form.run({
      index_values: [...read.value.map((value) => ({ ...value, series: name, source })), ...others],
      exchange_rates,
    });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={series ? `Price index ${series.series}` : "New price index"}
      description="Past costs of its place are brought to today's by it."
    >
      <form
        method="post"
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save(new FormData(event.currentTarget));
        }}
      >
        {!series && (
          <Field
            label="Series"
            hint="A country's two letters such as DE, EU, or the name of a place of the location factors."
            error={form.fieldError("index_values.0.series")}
          >
            {(control) => <Input {...control} name="series" required maxLength={120} autoComplete="off" />}
          </Field>
        )}
        <Field
          label="Values"
          hint="A period and its value a line: 2024 118.5, or 2024-Q3 118.5 for a quarter. Any base year will do."
          error={fault ?? form.fieldError("index_values.0.period") ?? form.fieldError("index_values.0.value")}
        >
          {(control) => (
            <Textarea
              {...control}
              name="values"
              rows={8}
              className="font-mono tabular-nums"
              defaultValue={series?.values.map(({ period, value }) => `${period} ${value}`).join("\n") ?? ""}
            />
          )}
        </Field>
        <SourceField
          label="Where the values come from"
          error={form.fieldError("index_values.0.source")}
          source={series?.own ? series.source : ""}
        />
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit="Save index" pending={form.pending}>
          {series?.own && (
            <Button
              disabled={form.pending}
              onClick={() => void form.run({ index_values: others, exchange_rates })}
            >
              Remove yours
            </Button>
          )}
        </DialogFooter>
      </form>
    </Dialog>
  );
}

export function RateDialog({
  levels,
  rate,
  onClose,
}: {
  levels: PriceLevelsAnswer;
  rate: Rate | undefined;
  onClose: () => void;
}) {
  const form = useSaveLevels(levels, onClose);
  const { index_values, exchange_rates } = ownLevels(levels);
  const others = exchange_rates.filter((other) => other !== rate);
  const text = (name: keyof Rate, label: string, hint?: string) => (
    <Field label={label} hint={hint} error={form.fieldError(`exchange_rates.0.${name}`)}>
      {(control) => (
        <Input {...control} name={name} required autoComplete="off" defaultValue={rate?.[name] ?? ""} />
      )}
    </Field>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={rate ? `${rate.from} to ${rate.to}, ${rate.period}` : "New exchange rate"}
      description="Past costs in another currency are brought to yours by it."
    >
      <form
        method="post"
        className="grid gap-4"
        onSubmit={form.onSubmit((data) => ({
          index_values,
          exchange_rates: [
            {
              from: textOf(data, "from").toUpperCase(),
              to: textOf(data, "to").toUpperCase(),
              period: textOf(data, "period"),
              rate: textOf(data, "rate"),
              source: textOf(data, "source"),
            },
            ...others,
          ],
        }))}
      >
        <div className="grid grid-cols-2 items-start gap-4">
          {text("from", "From", "Three letters, such as GBP.")}
          {text("to", "To", "Three letters, such as EUR.")}
          {text("period", "Period", "2024, or 2024-Q3.")}
          {text("rate", "Rate", "How much of the second one of the first buys.")}
        </div>
        <SourceField
          label="Where the rate comes from"
          error={form.fieldError("exchange_rates.0.source")}
          source={rate?.source ?? ""}
        />
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit="Save rate" pending={form.pending}>
          {rate && (
            <Button
              disabled={form.pending}
              onClick={() => void form.run({ index_values, exchange_rates: others })}
            >
              Remove it
            </Button>
          )}
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function SourceField({ label, error, source }: { label: string; error: string | undefined; source: string }) {
  return (
    <Field label={label} optional error={error}>
      {(control) => (
        <Input {...control} name="source" maxLength={300} autoComplete="off" defaultValue={source} />
      )}
    </Field>
  );
}
