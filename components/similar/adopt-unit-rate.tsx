"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Calculator } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type {
  EstimateDetailAnswer,
  LineAnswer,
  PriceBookAnswer,
  PriceBookEntry,
  PriceBookVersion,
  SimilarAnswer,
} from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { refreshPriceBook, useEstimate, usePriceBook, usePriceBooks } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatMoney } from "#components/format/money.ts";
import { formatFigure, formatPercent, unitSymbol } from "#components/format/numbers.ts";
import { formatDate } from "#components/format/time.ts";
import { Callout } from "#components/ui/callout.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import { BeforeAfter, type Change } from "./before-after.tsx";

/** Takes how a line's rate is built up over into the active price book, as its next version. */
export function AdoptUnitRate({ from, onDone }: { from: SimilarAnswer; onDone: () => void }) {
  const t = useTranslations("similar");
  const estimate = useEstimate(from.estimate_id);
  const books = usePriceBooks();
  const active = books.data?.items.find((book) => book.active);
  const book = usePriceBook(active?.id);
  const loading = <LoadingRows rows={4} label={t("adoptUnitRate.loadingRates")} />;
  return (
    <QueryView query={estimate} loading={loading}>
      {(detail) => (
        <QueryView query={books} loading={loading}>
          {() => (
            <QueryView query={book} loading={loading}>
              {(data) => <Choice from={detail} book={data} onDone={onDone} />}
            </QueryView>
          )}
        </QueryView>
      )}
    </QueryView>
  );
}

function Choice({
  from,
  book,
  onDone,
}: {
  from: EstimateDetailAnswer;
  book: PriceBookAnswer;
  onDone: () => void;
}) {
  const t = useTranslations("similar");
  const queries = useQueryClient();
  const toast = useToast();
  const lines = adoptable(t, from, book);
  const [at, setAt] = useState(0);
  const chosen = lines[at];
  const form = useSubmit<NonNullable<typeof chosen>>(({ line, entry }) =>
    submitting(async () => {
      const saved = await api<PriceBookVersion>(
        `/api/price-books/${book.id}/items/${encodeURIComponent(line.catalogue_id)}`,
        { method: "PUT", body: { price: priceOf(t, line, entry, from) } },
      );
      await refreshPriceBook(queries);
      toast({
        tone: "ok",
        title: t("adoptUnitRate.hasTheRateInVersion", { name: entry.name, version: saved.version }),
        description: t("adoptUnitRate.newEstimatesUseItPresentOnes"),
      });
      onDone();
    }),
  );
  if (from.cost.currency !== book.currency) {
    return (
      <Callout tone="warn" title={t("adoptUnitRate.anotherCurrency")}>
        {t("adoptUnitRate.itsRatesAreInThePriceBooksIn", {
          currency: from.cost.currency,
          currency2: book.currency,
        })}
      </Callout>
    );
  }
  if (!chosen) {
    return (
      <EmptyState icon={Calculator} title={t("adoptUnitRate.noRateToAdopt")}>
        {t("adoptUnitRate.thePriceBookHasAllOfItsRates")}
      </EmptyState>
    );
  }
  return (
    <form method="post" className="grid gap-4" onSubmit={form.onSubmit(() => chosen)}>
      <Field label={t("adoptUnitRate.rateOf")}>
        {(control) => (
          <Select
            {...control}
            value={String(at)}
            onChange={(event) => setAt(Number(event.target.value))}
            options={lines.map(({ line, entry }, index) => ({
              value: String(index),
              label: `${entry.name}, a ${unitSymbol(line.unit)}`,
            }))}
          />
        )}
      </Field>
      <BeforeAfter
        caption={t("adoptUnitRate.theRateInThePriceBookBeforeAnd")}
        changes={changesOf(t, chosen.line, chosen.entry, book.currency)}
      />
      <p className="text-ink-2 text-sm">
        {t("adoptUnitRate.itGoesIntoAsItsNextVersion", { name: book.name })}
      </p>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={t("adoptUnitRate.putIntoThePriceBook")} pending={form.pending} />
    </form>
  );
}

type BuildUp = NonNullable<LineAnswer["build_up"]>;
type Priced = LineAnswer & { build_up: BuildUp };

/** Each rate once, of entries that the book has in the same unit and at another rate. */
function adoptable(t: Translator<"similar">, from: EstimateDetailAnswer, book: PriceBookAnswer) {
  const entries = new Map(book.items.map((entry) => [entry.catalogue_id, entry]));
  const seen = new Set<string>();
  return from.lines.flatMap((line) => {
    const entry = entries.get(line.catalogue_id);
    if (!line.build_up || !entry || entry.unit !== line.unit || seen.has(line.catalogue_id)) return [];
    seen.add(line.catalogue_id);
    const { price } = entry;
    const known = parts(t).every(({ id }) => price && Number(price[id]) === Number(line.build_up?.[id]));
    return known ? [] : [{ line: { ...line, build_up: line.build_up }, entry }];
  });
}

const parts = (t: Translator<"similar">): readonly { id: keyof BuildUp; name: string }[] => [
  { id: "material_price", name: t("adoptUnitRate.material") },
  { id: "labour_hours", name: t("adoptUnitRate.labourHours") },
  { id: "equipment_hours", name: t("adoptUnitRate.equipmentHours") },
  { id: "waste_allowance", name: t("adoptUnitRate.wasteAllowance") },
];

function changesOf(
  t: Translator<"similar">,
  { build_up, unit }: Priced,
  { price }: PriceBookEntry,
  currency: string,
): Change[] {
  const text = (id: keyof BuildUp, value: string | undefined) => {
    if (value === undefined) return { value: null, text: "–" };
    if (id === "material_price")
      return { value: Number(value), text: formatMoney({ amount: value, currency }, { precision: "minor" }) };
    return {
      value: Number(value),
      text: id === "waste_allowance" ? formatPercent(Number(value)) : formatFigure(Number(value)),
    };
  };
  return parts(t).map(({ id, name }) => ({
    id,
    name: `${name}, a ${unitSymbol(unit)}`,
    before: text(id, price?.[id]),
    after: text(id, build_up[id]),
  }));
}

/** The range of the entry's present price stays: a line does not say how sure its rate was. */
function priceOf(
  t: Translator<"similar">,
  { unit, build_up, placeholder }: Priced,
  { price }: PriceBookEntry,
  from: EstimateDetailAnswer,
) {
  return {
    unit,
    ...build_up,
    low_factor: price?.low_factor ?? "1",
    high_factor: price?.high_factor ?? "1",
    source: t("adoptUnitRate.adoptedFromTheEstimate", {
      slice: from.name.slice(0, 200),
      createdAt: formatDate(from.created_at),
    }),
    placeholder,
  };
}
