"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { CatalogueEntry, MatchesAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { formatPercent, unitSymbol } from "#components/format/numbers.ts";
import { Combobox } from "#components/ui/combobox.tsx";

/** The whole catalogue to choose from, what the name most likely means first. */
export function AssignChoice({
  name,
  catalogue,
  trigger,
  onAssign,
}: {
  name: string;
  catalogue: readonly CatalogueEntry[];
  trigger: ReactNode;
  onAssign: (catalogueId: string) => void;
}) {
  const t = useTranslations("takeoff");
  const queries = useQueryClient();
  const [scores, setScores] = useState<ReadonlyMap<string, number>>(new Map());
  const suggest = () =>
    queries
      .fetchQuery({
        queryKey: ["matches", name],
        queryFn: () => api<MatchesAnswer>(`/api/catalogue/matches?${new URLSearchParams({ name })}`),
        staleTime: 60_000,
      })
      .then(({ candidates }) =>
        setScores(new Map(candidates.map(({ catalogue_id, score }) => [catalogue_id, score]))),
      );
  const options = [...catalogue]
    .sort((a, b) => (scores.get(b.id) ?? -1) - (scores.get(a.id) ?? -1))
    .map(({ id, name: label, unit, own }) => {
      const score = scores.get(id);
      const priced = t(own ? "assign.ownEntry" : "assign.entry", { unit: unitSymbol(unit) });
      return {
        value: id,
        label,
        detail:
          score === undefined
            ? priced
            : t("assign.suggested", { score: formatPercent(score), entry: priced }),
      };
    });
  return (
    <Combobox
      label={t("assign.search")}
      trigger={trigger}
      options={options}
      onSelect={onAssign}
      // Without suggestions the whole catalogue is there all the same.
      onOpen={() => void suggest().catch(() => setScores(new Map()))}
    />
  );
}
