"use client";
import { type QueryClient, useMutation, useMutationState, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { AnalysisAnswer, FileMaterialsAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { problemOf } from "#components/data/form.ts";
import { formatMoney } from "#components/format/money.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { SuggestedMaterialsAnswer } from "./answers.ts";

export interface Assignment {
  name: string;
  /** Null forgets what was said of the name: the rules decide again. */
  catalogueId: string | null;
}

export interface Assign {
  /** `before`: what undoing brings back. */
  assign: (name: string, catalogueId: string, before: string | null) => void;
  /** Names on their way: they count as assigned until the server refuses. */
  underWay: ReadonlySet<string>;
}

/**
 * Assigns materials of a file to catalogue entries. A name goes from the unknown ones at once and comes back when it is
 * refused; the totals move with the server's answer. One after another, since each calculates the whole file.
 */
export function useAssign(fileId: string): Assign {
  const t = useTranslations("takeoff");
  const queries = useQueryClient();
  const toast = useToast();
  const mutationKey = ["assign-material", fileId];
  const { mutate } = useMutation({
    mutationKey,
    scope: { id: mutationKey.join(" ") },
    mutationFn: ({ name, catalogueId }: Assignment) =>
      api<FileMaterialsAnswer>(`/api/files/${fileId}/materials`, {
        method: "PUT",
        body: { assignments: { [name]: catalogueId } },
      }),
    onError: (error, { name }) => {
      const { message, traceId } = problemOf(error);
      toast({ tone: "bad", title: t("assign.failed", { name }), description: message, traceId });
    },
  });
  const waiting = useMutationState({
    filters: { mutationKey, status: "pending" },
    select: ({ state }) => state.variables,
  });

  const assign: Assign["assign"] = (name, catalogueId, before) => {
    const likelyBefore = analysisIn(queries, fileId)?.cost;
    mutate(
      { name, catalogueId },
      {
        onSuccess: (answer) => {
          takeIn(queries, fileId, answer);
          const now = likely(answer.cost);
          toast({
            tone: "ok",
            title: t("assign.done", { name }),
            description: likelyBefore
              ? t("assign.totalMoved", { now, before: likely(likelyBefore) })
              : t("assign.total", { now }),
            action: {
              label: t("assign.undo"),
              onAction: () =>
                mutate(
                  { name, catalogueId: before },
                  {
                    onSuccess: (undone) => {
                      takeIn(queries, fileId, undone);
                      toast({
                        tone: "info",
                        title: t("assign.undone", { name }),
                        description: t("assign.total", { now: likely(undone.cost) }),
                      });
                    },
                  },
                ),
            },
          });
        },
      },
    );
  };
  return { assign, underWay: new Set(waiting.flatMap((one) => (isAssignment(one) ? assigned(one) : []))) };
}

const isAssignment = (value: unknown): value is Assignment =>
  typeof value === "object" && value !== null && "name" in value && "catalogueId" in value;
/** What is forgotten again is unknown again. */
const assigned = ({ name, catalogueId }: Assignment) => (catalogueId === null ? [] : [name]);

const likely = ({ likely: amount, currency }: { likely: string; currency: string }) =>
  formatMoney({ amount, currency }, { precision: "whole" });

/** Everything that shows the file's totals, from the answer; what it does not hold is asked for anew. */
function takeIn(queries: QueryClient, fileId: string, answer: FileMaterialsAnswer): void {
  const { materials, unknown_materials, cost, carbon, coverage, estimate_id } = answer;
  queries.setQueriesData<unknown>({ queryKey: ["analysis", fileId] }, (known: unknown) =>
    isAnalysis(known)
      ? { ...known, materials, unknown_materials, cost, carbon, coverage, estimate_id }
      : known,
  );
  queries.setQueriesData<SuggestedMaterialsAnswer>(
    { queryKey: ["file-materials", fileId] },
    (known) => known && { ...known, ...answer },
  );
  for (const queryKey of [
    ["analysis", fileId],
    ["file-materials", fileId],
    ["estimates"],
    ["matches"],
    ["dashboard"],
  ])
    void queries.invalidateQueries({ queryKey });
}

/** The last analysis that is known; what else of the file is kept under the same key is none. */
function analysisIn(queries: QueryClient, fileId: string): AnalysisAnswer | undefined {
  return queries
    .getQueriesData<unknown>({ queryKey: ["analysis", fileId] })
    .map(([, data]) => data)
    .findLast(isAnalysis);
}

const isAnalysis = (data: unknown): data is AnalysisAnswer =>
  typeof data === "object" && data !== null && "unknown_materials" in data && "storeys" in data;
