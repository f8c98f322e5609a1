"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("price-book");
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
      toast({ tone: "ok", title: t("levelsDialogs.thePriceLevelsAreSaved") });
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
  const t = useTranslations("price-book");
  const form = useSaveLevels(levels, onClose);
  const [fault, setFault] = useState<string>();
  const { index_values, exchange_rates } = ownLevels(levels);
  const others = index_values.filter((value) => value.series !== series?.series);
  function save(data: FormData) {
    const read = valuesFrom(t, textOf(data, "values"));
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
      title={
        series ? t("levelsDialogs.priceIndex", { series: series.series }) : t("levelsDialogs.newPriceIndex")
      }
      description={t("levelsDialogs.pastCostsOfItsPlaceAreBrought")}
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
            label={t("levelsDialogs.series")}
            hint={t("levelsDialogs.aCountrysTwoLettersSuchAsDeEu")}
            error={form.fieldError("index_values.0.series")}
          >
            {(control) => <Input {...control} name="series" required maxLength={120} autoComplete="off" />}
          </Field>
        )}
        <Field
          label={t("levelsDialogs.values")}
          hint={t("levelsDialogs.aPeriodAndItsValueALine2024118")}
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
          label={t("levelsDialogs.whereTheValuesComeFrom")}
          error={form.fieldError("index_values.0.source")}
          source={series?.own ? series.source : ""}
        />
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit={t("levelsDialogs.saveIndex")} pending={form.pending}>
          {series?.own && (
            <Button
              disabled={form.pending}
              onClick={() => void form.run({ index_values: others, exchange_rates })}
            >
              {t("levelsDialogs.removeYours")}
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
  const t = useTranslations("price-book");
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
      title={
        rate
          ? t("levelsDialogs.to", { from: rate.from, to: rate.to, period: rate.period })
          : t("levelsDialogs.newExchangeRate")
      }
      description={t("levelsDialogs.pastCostsInAnotherCurrencyAre")}
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
          {text("from", t("levelsDialogs.from"), t("levelsDialogs.threeLettersSuchAsGbp"))}
          {text("to", "To", t("levelsDialogs.threeLettersSuchAsEur"))}
          {text("period", t("levelsDialogs.period"), "2024, or 2024-Q3.")}
          {text("rate", t("levelsDialogs.rate"), t("levelsDialogs.howMuchOfTheSecondOneOfThe"))}
        </div>
        <SourceField
          label={t("levelsDialogs.whereTheRateComesFrom")}
          error={form.fieldError("exchange_rates.0.source")}
          source={rate?.source ?? ""}
        />
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit={t("levelsDialogs.saveRate")} pending={form.pending}>
          {rate && (
            <Button
              disabled={form.pending}
              onClick={() => void form.run({ index_values, exchange_rates: others })}
            >
              {t("levelsDialogs.removeIt")}
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
