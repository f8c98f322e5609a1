"use client";
import { Box, Camera, Eye, Maximize } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { isMidSequence } from "#components/command/shortcuts.ts";
import { ApiError } from "#components/data/api.ts";
import { sentenceOf } from "#components/data/told-of.ts";
import { formatBytes } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { Progress, Skeleton } from "#components/ui/progress.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";
import type { ModelAnswer } from "#components/viewer/answers.ts";
import { VIEWS } from "#components/viewer/engine/camera.ts";
import { useSelectionOf, useSelectionStore } from "#components/viewer/selection.tsx";
import type { SelectionState } from "#components/viewer/store.ts";
import { type DrawnModel, useEngine } from "#components/viewer/use-engine.ts";
import { useModel } from "#components/viewer/use-model.ts";
import { pickAt, usePointer } from "#components/viewer/use-pointer.ts";
import { readTheme, useIsDark } from "#components/viewer/use-theme.ts";
import { ChangesLegend } from "./changes-legend.tsx";
import { EDITS, KIND_COLOURS, KINDS } from "./kinds.ts";
import type { BothModels } from "./made-of.ts";

export interface ChangesModelProps {
  fileId: string;
  baseFileId: string;
  filename: string;
  /** Changes when the versions are compared anew. */
  made: string;
  both: BothModels;
}

/** Both versions in one picture: the newer one coloured by what changed, and of the one before what was removed. */
export function ChangesModel(props: ChangesModelProps) {
  const t = useTranslations("revisions");
  const newer = useModel(props.fileId, props.made);
  const hasRemoved = props.both.byKind.removed.length > 0;
  const base = useModel(props.baseFileId, props.made);
  const waiting = newer.isPending || (hasRemoved && base.isPending);
  const model = useMemo(
    () => (newer.data ? together(newer.data, hasRemoved ? base.data : undefined, props.both) : null),
    [newer.data, base.data, hasRemoved, props.both],
  );
  if (waiting) return <Loading />;
  if (model && model.parts.length > 0)
    return (
      <>
        {hasRemoved && !base.data && <Callout tone="warn" title={t("model.withoutRemoved")} />}
        <Picture {...props} model={model} />
      </>
    );
  const { error } = newer;
  return (
    <Card>
      {error instanceof ApiError && error.status !== 404 ? (
        <ErrorState
          title={t("model.failed")}
          traceId={error.traceId}
          action={<Button onClick={() => newer.refetch()}>{t("retry")}</Button>}
        >
          {sentenceOf(error)}
        </ErrorState>
      ) : (
        <EmptyState icon={Box} title={t("model.none")}>
          {error ? sentenceOf(error) : t("model.noneText")}
        </EmptyState>
      )}
    </Card>
  );
}

type Both = DrawnModel & { bytes: number };

/** The newer model's parts, then those of the one before where they stand beside it. */
function together(newer: ModelAnswer, base: ModelAnswer | undefined, { offset }: BothModels): Both {
  const parts: DrawnModel["parts"] = [...newer.parts];
  const bounds = { min: [...newer.bounds.min], max: [...newer.bounds.max] };
  if (base) {
    const [x, y, z] = [0, 1, 2].map((axis) => (base.origin[axis] ?? 0) - (newer.origin[axis] ?? 0));
    const shift = [x ?? 0, y ?? 0, z ?? 0] as const;
    parts.push(...base.parts.map((part) => ({ ...part, placement: { offset, shift } })));
    for (const axis of [0, 1, 2] as const) {
      bounds.min[axis] = Math.min(bounds.min[axis] ?? 0, base.bounds.min[axis] + shift[axis]);
      bounds.max[axis] = Math.max(bounds.max[axis] ?? 0, base.bounds.max[axis] + shift[axis]);
    }
  }
  const [minX = 0, minY = 0, minZ = 0] = bounds.min;
  const [maxX = 0, maxY = 0, maxZ = 0] = bounds.max;
  return {
    parts,
    bounds: { min: [minX, minY, minZ], max: [maxX, maxY, maxZ] },
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function Picture({ filename, both, model }: ChangesModelProps & { model: Both }) {
  const t = useTranslations("revisions");
  const tViewer = useTranslations("viewer");
  const place = useRef<HTMLDivElement>(null);
  const { engine, load, retry, restart } = useEngine(place, model, () => undefined);
  const store = useSelectionStore();
  const dark = useIsDark();
  const help = useId();
  const [shadows, setShadows] = useState(true);
  const selected = useSelectionOf((state) => state.selected);
  const restricted = useSelectionOf(({ isolated, hidden }) => isolated !== null || hidden.size > 0);
  const painted = useMemo(() => colours(both, dark), [both, dark]);
  const shown = useMemo(() => shownOf(both, shadows), [both, shadows]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the page, which `dark` tells of
  useEffect(() => engine?.theme(readTheme()), [engine, dark]);
  useEffect(() => {
    const show = () => engine?.look({ colours: painted, selection: shown(store.state()), ghosts: true });
    show();
    return store.subscribe(show);
  }, [engine, store, painted, shown]);
  useEffect(() => store.onZoom((numbers) => engine?.fit(numbers)), [engine, store]);
  const picking = { measuring: false, onPoint: () => undefined };
  usePointer(place, engine, picking);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || isMidSequence()) return;
    const { selected: picked, isolated } = store.state();
    if (event.key === "Escape") {
      if (picked.size > 0) store.actions.select([]);
      else if (isolated) store.actions.isolate(null);
      else return;
    } else if (event.key === "Enter" || event.key === " ") {
      const { clientWidth, clientHeight } = event.currentTarget;
      const middle = { x: clientWidth / 2, y: clientHeight / 2 };
      if (engine) pickAt(engine, store, middle, { ...picking, add: event.shiftKey });
    } else if (event.key === "Home") engine?.view("home");
    else if (!engine?.key(event.nativeEvent)) return;
    event.preventDefault();
  };
  const all = model.parts.length;
  const loading = load.arrived + load.failed.length < all && !load.stopped;
  return (
    <Card className="relative">
      <div
        role="toolbar"
        aria-label={tViewer("tools.name")}
        className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-3 py-2"
      >
        <Checkbox
          label={t("model.shadows")}
          checked={shadows}
          onCheckedChange={(on) => setShadows(on === true)}
        />
        <span className="grow max-sm:hidden" />
        <Menu
          trigger={
            <Button size="sm" disabled={!engine}>
              <Camera aria-hidden />
              {tViewer("views.name")}
            </Button>
          }
        >
          {VIEWS.map((view) => (
            <MenuItem key={view} onSelect={() => engine?.view(view)}>
              {tViewer(`views.${view}`)}
            </MenuItem>
          ))}
        </Menu>
        <Button
          size="sm"
          disabled={!engine}
          onClick={() => engine?.fit(selected.size > 0 ? selected : undefined)}
        >
          <Maximize aria-hidden />
          {tViewer("tools.fit")}
        </Button>
        <Button size="sm" disabled={!restricted} onClick={store.actions.showAll}>
          <Eye aria-hidden />
          {tViewer("tools.showAll")}
        </Button>
      </div>
      <div className="relative border-line border-t lg:flex">
        <div
          ref={place}
          role="application"
          aria-label={t("model.picture", { file: filename })}
          aria-describedby={help}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move the picture; its description tells each
          tabIndex={0}
          onKeyDown={onKeyDown}
          className="relative h-[clamp(20rem,56dvh,40rem)] min-w-0 grow overflow-clip bg-subtle focus-visible:-outline-offset-2"
          data-state={load.stopped ?? (loading ? "loading" : "ready")}
        >
          {load.stopped && (
            <div
              role="alert"
              className="absolute inset-0 grid content-center justify-items-center gap-2 bg-subtle p-6 text-center"
            >
              <p className="font-semibold text-lg">{tViewer(`stopped.${load.stopped}.title`)}</p>
              <p className="max-w-md text-ink-2">{tViewer(`stopped.${load.stopped}.text`)}</p>
              <Button onClick={restart}>{tViewer("stopped.again")}</Button>
            </div>
          )}
        </div>
        <aside
          aria-label={t("legend.title")}
          className="border-line max-lg:border-t lg:w-72 lg:shrink-0 lg:border-l"
        >
          <ChangesLegend both={both} dark={dark} />
        </aside>
      </div>
      <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t px-4 py-2 text-ink-2 text-sm">
        <p id={help} className="min-w-0 grow">
          {t("model.help")}
        </p>
        {loading && (
          <div role="status" className="flex w-56 items-center gap-2">
            <Progress label={tViewer("progress.label")} value={load.arrived / all} />
            <span className="shrink-0 tabular-nums">
              {tViewer("progress.bytes", { done: formatBytes(load.bytes), all: formatBytes(model.bytes) })}
            </span>
          </div>
        )}
        {load.failed.length > 0 && (
          <div role="alert" className="flex items-center gap-2 text-bad">
            {tViewer("partsFailed", { count: load.failed.length })}
            <Button size="sm" onClick={retry}>
              {tViewer("retry")}
            </Button>
          </div>
        )}
      </footer>
    </Card>
  );
}

/** Three bytes an element of both models, by its number. */
function colours({ count, byKind }: BothModels, dark: boolean): Uint8Array {
  const painted = new Uint8Array(count * 3);
  for (const kind of KINDS) {
    const rgb = Number.parseInt(KIND_COLOURS[kind][dark ? "dark" : "light"].slice(1), 16);
    for (const number of byKind[kind]) {
      painted[number * 3] = rgb >> 16;
      painted[number * 3 + 1] = (rgb >> 8) & 255;
      painted[number * 3 + 2] = rgb & 255;
    }
  }
  return painted;
}

/**
 * What the picture shows of a selection: never the older shape of what is still there; with `shadows` what did not change
 * as a shadow, unless somebody isolates something. The same sets for the same selection, by which the engine knows what
 * changed.
 */
function shownOf(both: BothModels, shadows: boolean): (state: SelectionState) => SelectionState {
  const older = new Set<number>();
  for (let number = both.offset; number < both.count; number += 1)
    if (both.positionOf[number] === -1) older.add(number);
  const edits = new Set(EDITS.flatMap((kind) => both.byKind[kind]));
  const known = new WeakMap<ReadonlySet<number>, ReadonlySet<number>>();
  return (state) => {
    const hidden =
      known.get(state.hidden) ?? (state.hidden.size === 0 ? older : new Set([...state.hidden, ...older]));
    known.set(state.hidden, hidden);
    return { ...state, hidden, isolated: state.isolated ?? (shadows && edits.size > 0 ? edits : null) };
  };
}

function Loading() {
  const t = useTranslations("revisions");
  return (
    <Card role="status" aria-label={t("model.loading")} className="grid content-start gap-3 p-3">
      <Skeleton className="h-8 w-72 max-w-full" />
      <Skeleton className="h-[clamp(20rem,56dvh,40rem)] w-full" />
    </Card>
  );
}
