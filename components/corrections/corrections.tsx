"use client";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CorrectionListAnswer, CorrectionsCarriedAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { sentenceOf } from "#components/data/told-of.ts";
import { useUrlParams } from "#components/data/url-params.ts";
import { formatCount } from "#components/format/numbers.ts";
import { NO_FILTERS } from "#components/takeoff/view.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { CorrectionRow, FloorAreaRow } from "./correction-row.tsx";
import { useChanged } from "./use-changed.ts";

const PAGE = 50;

/** What people said against the model of a file, apart from what was found: with who, when and why. */
export function Corrections({ fileId, stage, mayEdit }: { fileId: string; stage: string; mayEdit: boolean }) {
  const t = useTranslations("corrections");
  const [showsFormer, setShowsFormer] = useState(false);
  const state = showsFormer ? "all" : "standing";
  const query = useInfiniteQuery({
    queryKey: ["corrections", fileId, stage, state],
    queryFn: ({ signal, pageParam }) =>
      api<CorrectionListAnswer>(
        `/api/files/${fileId}/corrections?state=${state}&skip=${pageParam}&limit=${PAGE}`,
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: (last, all) => {
      const shown = all.reduce((sum, { items }) => sum + items.length, 0);
      return shown < last.total ? shown : undefined;
    },
    placeholderData: (last) => last,
  });
  return (
    <Card>
      <CardHeader title={t("section.title")} description={t("section.description")} />
      <QueryView query={query} loading={<LoadingRows rows={2} label={t("section.loading")} />}>
        {({ pages }) => {
          const [first] = pages;
          if (!first) return null;
          return (
            <>
              <Summary fileId={fileId} list={first} mayEdit={mayEdit} />
              <ul className="divide-y divide-line border-line border-t empty:border-t-0">
                {first.floor_area && <FloorAreaRow area={first.floor_area} />}
                {pages.flatMap(({ items }) =>
                  items.map((correction) => (
                    <CorrectionRow
                      key={correction.id}
                      fileId={fileId}
                      correction={correction}
                      mayEdit={mayEdit}
                    />
                  )),
                )}
              </ul>
              <div className="flex flex-wrap gap-2 px-4 py-3 empty:hidden">
                {query.hasNextPage && (
                  <Button
                    size="sm"
                    loading={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    {t("section.more")}
                  </Button>
                )}
                {first.former > 0 && (
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-pressed={showsFormer}
                    onClick={() => setShowsFormer(!showsFormer)}
                  >
                    {showsFormer
                      ? t("section.hideFormer")
                      : t("section.showFormer", { count: formatCount(first.former) })}
                  </Button>
                )}
              </div>
            </>
          );
        }}
      </QueryView>
    </Card>
  );
}

function Summary({
  fileId,
  list,
  mayEdit,
}: {
  fileId: string;
  list: CorrectionListAnswer;
  mayEdit: boolean;
}) {
  const t = useTranslations("corrections");
  const [, setParams] = useUrlParams();
  const { standing, elements, to_look_at: toLookAt, earlier } = list;
  return (
    <div className="grid gap-3 px-4 pb-3">
      <p role="status" className="text-ink-2 text-sm">
        {standing === 0
          ? t("section.none")
          : t("section.summary", {
              count: standing,
              elements: elements.corrected,
              excluded: elements.excluded,
            })}
      </p>
      {toLookAt > 0 && <Callout tone="warn">{t("section.toLookAt", { count: toLookAt })}</Callout>}
      {earlier && mayEdit && <Carry fileId={fileId} earlier={earlier} />}
      {elements.corrected > 0 && (
        <Button
          size="sm"
          className="justify-self-start"
          onClick={() => setParams({ ...NO_FILTERS, finding: "corrected", tab: "take-off" })}
        >
          {t("section.show")}
        </Button>
      )}
    </div>
  );
}

function Carry({
  fileId,
  earlier,
}: {
  fileId: string;
  earlier: NonNullable<CorrectionListAnswer["earlier"]>;
}) {
  const t = useTranslations("corrections");
  const changed = useChanged(fileId);
  const carry = useMutation({
    mutationFn: async () => {
      const answer = await api<CorrectionsCarriedAnswer>(`/api/files/${fileId}/corrections/carry`, {
        method: "POST",
      });
      const rest = t("carry.rest", { leftOut: answer.left_out, toLookAt: answer.to_look_at });
      await changed(t("carry.done", { count: answer.changed }), answer, rest);
    },
  });
  return (
    <Callout
      action={
        <Button size="sm" loading={carry.isPending} onClick={() => carry.mutate()}>
          {t("carry.button")}
        </Button>
      }
    >
      {t("carry.text", { number: earlier.number, filename: earlier.filename, count: earlier.corrections })}
      {carry.error && <span className="block text-bad">{sentenceOf(carry.error)}</span>}
    </Callout>
  );
}
