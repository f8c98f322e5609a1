"use client";
import { SearchX } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { materialColor } from "#components/charts/thing-colors.ts";
import type { AnalysisAnswer } from "#components/data/answers.ts";
import { ApiError } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { sentenceOf } from "#components/data/told-of.ts";
import { useUrlParams } from "#components/data/url-params.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { isDrawing, isModel, isSpreadsheet } from "#lib/files/format-kinds.ts";
import type { GroupAnswer, GroupsAnswer } from "./answers.ts";
import { Correct } from "./correct.tsx";
import { Grid } from "./grid.tsx";
import { layoutOf } from "./layout.ts";
import { Legend } from "./legend.tsx";
import { type Source, useGroups, useOrder, useRows } from "./queries.ts";
import { isOpen, type Opened, openedAtFirst, sectionsOf, showsElements, turned } from "./sections.ts";
import { Toolbar } from "./toolbar.tsx";
import { type KnownAmounts, useAmounted, useAmounts } from "./use-amounts.ts";
import { useFollow } from "./use-follow.ts";
import { useGroupInModel } from "./use-in-model.ts";
import { useWindows } from "./use-windows.ts";
import { isFiltered, NO_FILTERS, nextSort, readView, type View } from "./view.ts";

/** Every element of a file in one table: in groups with their sums, filtered and sorted, hand in hand with the model. */
export function Takeoff({
  fileId,
  stage,
  analysis,
  mayEdit = false,
  onShowModel,
}: Source & {
  analysis: AnalysisAnswer;
  /** Whether elements may be corrected from here. */
  mayEdit?: boolean;
  /** Brings the model into sight, where it is not beside the table. */
  onShowModel?: () => void;
}) {
  const t = useTranslations("takeoff");
  const params = useSearchParams();
  const view = useMemo(() => readView((name) => params.get(name) ?? ""), [params]);
  const groups = useGroups({ fileId, stage }, view);
  const hasModel = isModel(analysis.format);
  if (analysis.elements?.total === 0)
    return (
      <Card>
        <EmptyState icon={SearchX} title={t("noElements.title")}>
          {isSpreadsheet(analysis.format)
            ? t("noElements.ofBill")
            : isDrawing(analysis.format)
              ? t("noElements.ofDrawing")
              : t("noElements.hint")}
        </EmptyState>
      </Card>
    );
  return (
    // A drawing or a bill has no model to show a group alone in.
    <Card className={cn(!hasModel && "[&_[data-isolate]]:hidden")}>
      <Toolbar
        fileId={fileId}
        view={view}
        analysis={analysis}
        correct={mayEdit && <Correct fileId={fileId} view={view} count={groups.data?.total.count ?? 0} />}
      />
      <QueryView query={groups} loading={<LoadingRows rows={8} label={t("loading")} />}>
        {(data) => (
          <Table
            source={{ fileId, stage }}
            view={view}
            groups={data}
            stale={groups.isPlaceholderData}
            analysis={analysis}
            onShowModel={onShowModel}
          />
        )}
      </QueryView>
      <Legend hasModel={hasModel} />
    </Card>
  );
}

interface TableProps {
  source: Source;
  view: View;
  groups: GroupsAnswer;
  stale: boolean;
  analysis: AnalysisAnswer;
  onShowModel: (() => void) | undefined;
}

function Table({ source, view, groups, stale, analysis, onShowModel }: TableProps) {
  const t = useTranslations("takeoff");
  const elements = analysis.elements?.total ?? 0;
  const [, setParams] = useUrlParams();
  const [kept, setOpened] = useState<Opened>(() => openedAtFirst(view.by, elements));
  // Another grouping has other groups.
  const opened = useMemo(
    () => (kept.by === view.by ? kept : openedAtFirst(view.by, elements)),
    [kept, view.by, elements],
  );
  const [looking, setLooking] = useState(false);
  const [acting, setActing] = useState(false);
  const { amounts, ...unknown } = useAmounts(source);
  const needed = looking || acting || showsElements(opened) || amounts !== undefined;
  const order = useOrder(source, view, needed);
  const amounted = useAmounted(order.data, view, amounts);
  const layout = useMemo(
    () => layoutOf(sectionsOf(view, groups, amounted.order, opened, amounted.sums)),
    [view, groups, amounted, opened],
  );
  const open = useCallback(
    (group: string) => {
      if (!isOpen(opened, group)) setOpened(turned(opened, group));
    },
    [opened],
  );
  const ready = order.data !== undefined && !order.isPlaceholderData && !stale;
  const follow = useFollow(layout, ready, open);
  if (follow.looking !== looking) setLooking(follow.looking);
  const inModel = useGroupInModel(ready ? order.data : undefined, onShowModel);
  if (inModel.waiting !== acting) setActing(inModel.waiting);
  const colorOf = useGroupColor(view, analysis);
  const byKey = useMemo(() => new Map(groups.groups.map((group) => [group.key, group])), [groups]);
  const [windows, want] = useWindows();
  const rows = useRows(source, windows);
  const clear = (
    <Button size="sm" onClick={() => setParams(NO_FILTERS)}>
      {t("clearFilters")}
    </Button>
  );
  if (groups.total.count === 0)
    return (
      <EmptyState icon={SearchX} title={t("noMatch.title")} action={clear}>
        {t("noMatch.hint")}
      </EmptyState>
    );
  return (
    <>
      <p role="status" className="sr-only">
        {isFiltered(view)
          ? t("matches", { count: groups.total.count, shown: formatCount(groups.total.count) })
          : ""}
      </p>
      <Notices
        groupsLeftOut={groups.left_out}
        rowsLeftOut={layout.leftOut}
        missed={follow.missed}
        clear={isFiltered(view) ? clear : null}
        amounts={unknown}
        error={order.error ?? rows.error}
        retry={() => {
          if (order.error) void order.refetch();
          rows.retry();
        }}
      />
      <Grid
        layout={layout}
        groups={byKey}
        total={groups.total}
        view={view}
        rows={rows}
        amounts={amounts}
        sums={amounted}
        colorOf={colorOf}
        stale={stale || order.isPlaceholderData}
        reveal={follow.reveal}
        onWindows={want}
        onSort={(key) => setParams({ sort: nextSort(view, key) })}
        onToggle={(group) => setOpened(turned(opened, group))}
        onGroupInModel={inModel.act}
        onSelected={follow.own}
      />
    </>
  );
}

/** A material has the colour that it has in charts and in the model; other groups have no mark. */
function useGroupColor({ by }: View, { materials }: AnalysisAnswer): (group: GroupAnswer) => string | null {
  return useMemo(() => {
    const entries = new Map(materials.map(({ name, catalogue_id }) => [name, catalogue_id]));
    return ({ name }) =>
      by === "material" && name !== null ? materialColor(name, entries.get(name) ?? null).css : null;
  }, [by, materials]);
}

function Notices(props: {
  groupsLeftOut: number;
  rowsLeftOut: number;
  missed: boolean;
  clear: React.ReactNode;
  amounts: Omit<KnownAmounts, "amounts">;
  error: Error | null;
  retry: () => void;
}) {
  const { groupsLeftOut, rowsLeftOut, missed, clear, amounts, error, retry } = props;
  const t = useTranslations("takeoff");
  if (!error && !amounts.error && !missed && groupsLeftOut === 0 && rowsLeftOut === 0) return null;
  return (
    <div className="grid gap-2 px-4 pb-3">
      {error && <Failed title={t("rowsFailed")} error={error} retry={retry} />}
      {amounts.error && <Failed title={t("amountsFailed")} error={amounts.error} retry={amounts.retry} />}
      {missed && <Callout announce title={t("pickedLeftOut")} action={clear} />}
      {groupsLeftOut > 0 && (
        <Callout tone="warn" title={t("groupsLeftOut", { shown: formatCount(groupsLeftOut) })} />
      )}
      {rowsLeftOut > 0 && (
        <Callout tone="warn" title={t("rowsLeftOut", { shown: formatCount(rowsLeftOut) })} />
      )}
    </div>
  );
}

function Failed({ title, error, retry }: { title: string; error: Error; retry: () => void }) {
  const t = useTranslations("takeoff");
  return (
    <Callout
      tone="bad"
      announce
      title={title}
      action={
        <Button size="sm" onClick={retry}>
          {t("tryAgain")}
        </Button>
      }
    >
      {sentenceOf(error)}
      {error instanceof ApiError && error.traceId && ` (${error.traceId})`}
    </Callout>
  );
}
