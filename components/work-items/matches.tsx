"use client";
import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { PagedList } from "#components/data/paged-list.tsx";
import { usePriceBooks } from "#components/data/queries.ts";
import { formatCount, formatPercent, unitSymbol } from "#components/format/numbers.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { LibraryAnswer, MatchAnswer } from "./answers.ts";
import { MachineBasis, type Machines } from "./machine-basis.tsx";
import { useMatches } from "./queries.ts";
import { useAdopt } from "./use-adopt.ts";

/** From which score on a candidate is ticked together with others: what is less likely is looked at one by one. */
const LIKELY = 0.6;

/** Every entry of the catalogue with the work items that could price it: a person chooses, and prices them together. */
export function Matches({ library, mayEdit }: { library: LibraryAnswer; mayEdit: boolean }) {
  const t = useTranslations("work-items");
  const [show, setShow] = useState("unpriced");
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const [machines, setMachines] = useState<Machines>("cost");
  const matches = useMatches(library.id, show);
  const active = usePriceBooks().data?.items.find((book) => book.active);
  const form = useAdopt(active?.id, () => setChosen({}));
  const count = Object.keys(chosen).length;
  const choose = useCallback(
    (id: string, number: number | null) =>
      setChosen((before) => {
        const { [id]: _, ...rest } = before;
        return number === null ? rest : { ...rest, [id]: number };
      }),
    [],
  );
  const columns = useMemo(() => columnsOf(t, mayEdit, chosen, choose), [t, mayEdit, chosen, choose]);
  const likely = (matches.data?.items ?? []).flatMap(({ catalogue_id, candidates: [best] }) =>
    best && best.score >= LIKELY ? [[catalogue_id, best.number] as const] : [],
  );
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-2 px-4 py-3">
        <Select
          aria-label={t("matches.show")}
          className="w-full sm:w-64"
          options={[
            { value: "unpriced", label: t("matches.unpriced") },
            { value: "all", label: t("matches.all") },
          ]}
          value={show}
          onChange={(event) => setShow(event.target.value)}
        />
        {matches.data && (
          <p role="status" className="text-ink-3 text-sm">
            {t("matches.count", { count: matches.data.total, total: formatCount(matches.data.total) })}
          </p>
        )}
        {mayEdit && likely.length > 0 && (
          <Button
            size="sm"
            className="sm:ml-auto"
            onClick={() => setChosen((before) => ({ ...Object.fromEntries(likely), ...before }))}
          >
            {t("matches.tickLikely", { count: likely.length, percent: formatPercent(LIKELY) })}
          </Button>
        )}
      </div>
      <PagedList query={matches} what={t("matches.what")}>
        {({ items }) => (
          <DataTable
            caption={t("matches.caption")}
            rows={items}
            rowKey={({ catalogue_id }) => catalogue_id}
            columns={columns}
            empty={
              <EmptyState icon={SearchX} title={t("matches.none")}>
                {t("matches.noneText")}
              </EmptyState>
            }
          />
        )}
      </PagedList>
      {mayEdit && count > 0 && (
        <div className="sticky bottom-0 z-20 grid gap-3 border-line border-t bg-surface px-4 py-3">
          <MachineBasis value={machines} onChange={setMachines} />
          <FormProblemNotice problem={form.problem} />
          <div className="flex flex-wrap gap-2">
            <Button
              variant="primary"
              loading={form.pending}
              onClick={() =>
                void form.run({
                  library_id: library.id,
                  machines,
                  items: Object.entries(chosen).map(([catalogue_id, number]) => ({ number, catalogue_id })),
                })
              }
            >
              {t("matches.price", { count })}
            </Button>
            <Button disabled={form.pending} onClick={() => setChosen({})}>
              {t("matches.clear")}
            </Button>
          </div>
        </div>
      )}
    </Card>
  );
}

function columnsOf(
  t: Translator<"work-items">,
  mayEdit: boolean,
  chosen: Readonly<Record<string, number>>,
  choose: (id: string, number: number | null) => void,
): readonly Column<MatchAnswer>[] {
  return [
    {
      id: "entry",
      header: t("matches.entry"),
      rowHeader: true,
      className: "min-w-44",
      cell: ({ name, unit, priced }) => (
        <span className="grid justify-items-start gap-0.5">
          <span className="font-medium">{name}</span>
          <span className="flex flex-wrap items-center gap-1.5 text-ink-3 text-xs">
            {unitSymbol(unit)}
            {priced === "own" && <Badge tone="ok">{t("matches.own")}</Badge>}
            {priced === "placeholder" && <Badge tone="warn">{t("matches.placeholder")}</Badge>}
            {priced === null && <Badge tone="warn">{t("matches.noPrice")}</Badge>}
          </span>
        </span>
      ),
    },
    {
      id: "candidates",
      header: t("matches.candidates"),
      className: "min-w-72",
      cell: (match) => <Candidates match={match} mayEdit={mayEdit} chosen={chosen} choose={choose} />,
    },
  ];
}

function Candidates({
  match: { catalogue_id, name, candidates },
  mayEdit,
  chosen,
  choose,
}: {
  match: MatchAnswer;
  mayEdit: boolean;
  chosen: Readonly<Record<string, number>>;
  choose: (id: string, number: number | null) => void;
}) {
  const t = useTranslations("work-items");
  const shown = candidates.find(({ number }) => number === chosen[catalogue_id]) ?? candidates[0];
  if (!shown) return <span className="text-ink-3">{t("matches.noCandidate")}</span>;
  return (
    <span className="grid gap-1">
      {mayEdit ? (
        <Select
          aria-label={t("matches.choose", { name })}
          className="w-full max-w-xl"
          placeholder={t("matches.leave")}
          options={candidates.map((one) => ({
            value: String(one.number),
            label: t("matches.candidate", {
              score: formatPercent(one.score),
              name: one.name,
              unit: one.rate_unit,
            }),
          }))}
          value={String(chosen[catalogue_id] ?? "")}
          onChange={(event) =>
            choose(catalogue_id, event.target.value === "" ? null : Number(event.target.value))
          }
        />
      ) : (
        <span>
          {t("matches.candidate", {
            score: formatPercent(shown.score),
            name: shown.name,
            unit: shown.rate_unit,
          })}
        </span>
      )}
      <span className="text-ink-3 text-xs">
        {t("matches.because", { code: shown.rate_code, words: shown.words.join(", ") })}
        {shown.reasons.includes("division") && ` · ${t("reason.division")}`}
      </span>
    </span>
  );
}
