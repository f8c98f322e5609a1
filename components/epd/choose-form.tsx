"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import type { PriceBookVersion } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { refreshPriceBook } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatFigure, unitSymbol } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { SearchInput } from "#components/ui/input.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { RadioList } from "#components/ui/radio-list.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { EpdChoiceAnswer, EpdOptionAnswer } from "./answers.ts";
import { refreshEpds, useOptions } from "./queries.ts";
import { conversionText, typeText, Validity } from "./words.tsx";

type Kind = NonNullable<EpdChoiceAnswer["epd"]>["kind"];
type Body = { epd: { id: string; kind: Kind; scenario: string | null } | null };

const KINDS: readonly Kind[] = ["product", "average", "proxy"];

/** What a data set most likely is for the material; a person says otherwise. */
const kindOf = ({ data_set_type: type }: EpdOptionAnswer): Kind =>
  type === "specific" ? "product" : type === "average" || type === "representative" ? "average" : "proxy";

/** Suggestions by name or what was searched for, what it stands for, and the conversion. Ends a dialog. */
export function ChooseForm({ entry, onClose }: { entry: EpdChoiceAnswer; onClose: () => void }) {
  const t = useTranslations("epd");
  const queries = useQueryClient();
  const toast = useToast();
  const [query, setQuery] = useState("");
  const options = useOptions(entry.catalogue_id, useDeferredValue(query.trim()));
  const [chosen, setChosen] = useState<string>(entry.epd?.id ?? "");
  const [kind, setKind] = useState<Kind | null>(entry.epd?.kind ?? null);
  const [scenario, setScenario] = useState(entry.epd?.scenario ?? "");
  const option = options.data?.items.find(({ id }) => id === chosen);
  const form = useSubmit<Body>((body) =>
    submitting(async () => {
      const book = await api<PriceBookVersion>(`/api/epd-choices/${encodeURIComponent(entry.catalogue_id)}`, {
        method: "PUT",
        body,
      });
      await Promise.all([refreshEpds(queries), refreshPriceBook(queries)]);
      toast({
        tone: "ok",
        title: body.epd
          ? t("choose.done", { name: entry.name, version: book.version })
          : t("choose.removed", { name: entry.name, version: book.version }),
        description: t("choose.reprice"),
      });
      onClose();
    }),
  );
  return (
    <>
      <div className="grid gap-4">
        <SearchInput
          label={t("choose.search")}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <QueryView query={options} loading={<LoadingRows rows={4} label={t("choose.loading")} />}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="text-ink-2">{query ? t("choose.nothingFound") : t("choose.none")}</p>
            ) : (
              <RadioList
                legend={t("choose.declarations")}
                name="epd"
                value={chosen}
                onChange={(id) => {
                  setChosen(id);
                  const next = items.find((one) => one.id === id);
                  if (next) setKind(kindOf(next));
                  setScenario("");
                }}
                items={items.map((one) => ({
                  value: one.id,
                  label: one.name,
                  disabled: one.refused !== null,
                  hint: <Hint option={one} entry={entry} />,
                  aside: <Validity epd={one} />,
                }))}
              />
            )
          }
        </QueryView>
        {option && (
          <>
            <RadioList
              legend={t("choose.standsFor")}
              name="kind"
              value={kind ?? kindOf(option)}
              onChange={setKind}
              items={KINDS.map((value) => ({
                value,
                label: t(`words.kind.${value}`),
                hint: t(`choose.kind.${value}`),
              }))}
            />
            {option.scenarios.length > 0 && (
              <Field label={t("choose.scenario")} hint={t("choose.scenarioHint")}>
                {(control) => (
                  <Select
                    {...control}
                    value={scenario}
                    placeholder={t("choose.scenarioDefault")}
                    options={option.scenarios.map((name) => ({ value: name, label: name }))}
                    onChange={(event) => setScenario(event.target.value)}
                  />
                )}
              </Field>
            )}
          </>
        )}
        <FormProblemNotice problem={form.problem} />
      </div>
      <DialogActions>
        {entry.epd && (
          <Button variant="danger-ghost" disabled={form.pending} onClick={() => void form.run({ epd: null })}>
            {t("choose.remove")}
          </Button>
        )}
        <Button onClick={onClose}>{t("choose.cancel")}</Button>
        <Button
          variant="primary"
          disabled={!option}
          loading={form.pending}
          onClick={() =>
            option &&
            void form.run({
              epd: { id: option.id, kind: kind ?? kindOf(option), scenario: scenario || null },
            })
          }
        >
          {t("choose.save")}
        </Button>
      </DialogActions>
    </>
  );
}

/** What it is, and how a quantity of the material becomes its declared unit; or why it cannot. */
function Hint({ option, entry }: { option: EpdOptionAnswer; entry: EpdChoiceAnswer }) {
  const t = useTranslations("epd");
  if (option.refused) return option.refused;
  return (
    <span className="grid">
      <span>
        {[
          option.owner,
          typeText(t, option.data_set_type),
          option.a1_a3_kg &&
            t("choose.perUnit", {
              figure: formatFigure(Number(option.a1_a3_kg)),
              unit: unitSymbol(option.unit),
            }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
      {option.conversion && (
        <span>{conversionText(t, option.conversion, { entryUnit: entry.unit, declared: option.unit })}</span>
      )}
    </span>
  );
}
