"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useCatalogue, usePriceBook, usePriceBooks } from "#components/data/queries.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatFigure, formatPercent, unitSymbol } from "#components/format/numbers.ts";
import { IdentityFields, identityFrom } from "#components/price-book/identity-fields.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { RadioList } from "#components/ui/radio-list.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import type { SuggestionAnswer, WorkItemDetailAnswer } from "./answers.ts";
import { MachineBasis, type Machines } from "./machine-basis.tsx";
import { useAdopt } from "./use-adopt.ts";

/** A value that is no catalogue id: an entry that is still to be made. */
const NEW = "=new";

/** Which entry the work item is to price: a suggested one, any other, or a new one; and how its machines count. */
export function AdoptForm({ item, onDone }: { item: WorkItemDetailAnswer; onDone: () => void }) {
  const t = useTranslations("work-items");
  const active = usePriceBooks().data?.items.find((book) => book.active);
  const fitting = item.suggestions.filter(({ reasons }) => reasons.includes("unit"));
  const [chosen, setChosen] = useState<string>(fitting[0]?.catalogue_id ?? "");
  const [further, setFurther] = useState<{ id: string; name: string } | null>(null);
  const [unit, setUnit] = useState(item.unit ?? "m3");
  const [machines, setMachines] = useState<Machines>("cost");
  const form = useAdopt(active?.id, onDone);
  const catalogue = useCatalogue();
  // The classes that a new entry can be of.
  const book = usePriceBook(chosen === NEW ? active?.id : undefined);
  const refused = item.terms.refused;

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (form.pending || chosen === "") return;
    void form.run({
      library_id: item.library.id,
      machines,
      items: [
        {
          number: item.number,
          catalogue_id: chosen === NEW ? textOf(data, "id") : chosen,
          ...(chosen === NEW ? { entry: identityFrom(data, unit) } : {}),
        },
      ],
    });
  }

  return (
    <form method="post" className="grid gap-4" onSubmit={send}>
      {refused && (
        <Callout tone="warn" title={t("adopt.refused")}>
          {refused}
        </Callout>
      )}
      <RadioList
        legend={t("adopt.legend")}
        name="catalogue_id"
        value={chosen}
        onChange={setChosen}
        items={[
          ...fitting.map((suggestion) => ({
            value: suggestion.catalogue_id,
            label: suggestion.name,
            hint: <Why suggestion={suggestion} item={item} />,
            aside: formatPercent(suggestion.score),
          })),
          ...(further && !fitting.some(({ catalogue_id }) => catalogue_id === further.id)
            ? [{ value: further.id, label: further.name, hint: t("adopt.chosenByYou") }]
            : []),
          { value: NEW, label: t("adopt.newEntry"), hint: t("adopt.newEntryHint") },
        ]}
      />
      <div>
        <Combobox
          label={t("adopt.searchEntries")}
          empty={t("adopt.noEntry")}
          options={(catalogue.data?.items ?? []).map(({ id, name, unit: own }) => ({
            value: id,
            label: name,
            detail: `${id} · ${unitSymbol(own)}`,
          }))}
          onSelect={(id) => {
            setFurther({ id, name: catalogue.data?.items.find((entry) => entry.id === id)?.name ?? id });
            setChosen(id);
          }}
          trigger={<Button size="sm">{t("adopt.another")}</Button>}
        />
      </div>
      {chosen === NEW && book.data && (
        <IdentityFields
          entry={undefined}
          classes={book.data.classes}
          unit={unit}
          onUnit={setUnit}
          fault={(name) => form.fieldError(name)}
        />
      )}
      <MachineBasis
        value={machines}
        onChange={setMachines}
        rate={formatMoney(
          { amount: item.terms.equipment_rate, currency: item.terms.currency },
          { precision: "minor" },
        )}
      />
      <p className="text-ink-2 text-sm">{t("adopt.whatGoesWhere")}</p>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={t("adopt.submit")} pending={form.pending} />
    </form>
  );
}

function Why({ suggestion, item }: { suggestion: SuggestionAnswer; item: WorkItemDetailAnswer }) {
  const t = useTranslations("work-items");
  const { build_up: built, master_format, uni_format } = suggestion;
  const codes = [
    master_format && t("adopt.masterFormat", { code: master_format }),
    uni_format && t("adopt.uniFormat", { code: uni_format }),
  ];
  return (
    <span className="grid">
      <span>
        {[...suggestion.reasons.map((reason) => t(`reason.${reason}`)), ...codes].filter(Boolean).join(" · ")}
      </span>
      {built && (
        <span className="tabular-nums">
          {t("adopt.buildUp", {
            material: formatMoney(
              { amount: built.material_price, currency: item.terms.currency },
              { precision: "minor" },
            ),
            labour: formatFigure(Number(built.labour_hours), { digits: 3 }),
            equipment: formatFigure(Number(built.equipment_hours), { digits: 3 }),
            unit: unitSymbol(suggestion.unit),
          })}
        </span>
      )}
    </span>
  );
}
