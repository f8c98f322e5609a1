"use client";
import { useQueryClient } from "@tanstack/react-query";
import type { AnalysisAnswer, FileMaterialsAnswer, MatchesAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { problemOf } from "#components/data/form.ts";
import { toMaterialRows } from "#components/data/present.ts";
import { useCatalogue } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { MaterialsTable } from "#components/files/materials-table.tsx";
import { formatMoney } from "#components/format/money.ts";
import { unitSymbol } from "#components/format/numbers.ts";
import { Card } from "#components/ui/card.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";

/** The model's materials and what they were taken for; an assignment re-prices the file before it is answered. */
export function Materials({
  fileId,
  analysis,
  mayEdit,
}: {
  fileId: string;
  analysis: AnalysisAnswer;
  mayEdit: boolean;
}) {
  const queries = useQueryClient();
  const toast = useToast();
  const catalogue = useCatalogue();

  async function assign(name: string, catalogueId: string): Promise<string | undefined> {
    try {
      const { cost } = await api<FileMaterialsAnswer>(`/api/files/${fileId}/materials`, {
        method: "PUT",
        body: { assignments: { [name]: catalogueId } },
      });
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["analysis", fileId] }),
        queries.invalidateQueries({ queryKey: ["estimates"] }),
        queries.invalidateQueries({ queryKey: ["matches"] }),
      ]);
      const likely = (amount: string) =>
        formatMoney({ amount, currency: cost.currency }, { precision: "whole" });
      toast({
        tone: "ok",
        title: `${name} is assigned`,
        description: analysis.cost
          ? `The likely total is now ${likely(cost.likely)}; it was ${likely(analysis.cost.likely)}.`
          : `The likely total is now ${likely(cost.likely)}.`,
      });
      return undefined;
    } catch (error) {
      return problemOf(error).message;
    }
  }

  async function suggest(name: string) {
    const { candidates } = await queries.fetchQuery({
      queryKey: ["matches", name],
      queryFn: () => api<MatchesAnswer>(`/api/catalogue/matches?${new URLSearchParams({ name })}`),
      staleTime: 60_000,
    });
    return candidates.map(({ catalogue_id: id, score }) => ({ id, score }));
  }

  return (
    <Card>
      <QueryView query={catalogue} loading={<LoadingRows label="Loading materials" />}>
        {({ items }) => (
          <MaterialsTable
            materials={toMaterialRows(analysis.materials, new Map(items.map((entry) => [entry.id, entry])))}
            catalogue={items.map(({ id, name, unit, own }) => ({ id, name, unit: unitSymbol(unit), own }))}
            {...(mayEdit ? { onAssign: assign, suggest } : {})}
          />
        )}
      </QueryView>
    </Card>
  );
}
