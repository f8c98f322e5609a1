"use client";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { Vector3 } from "three";
import { isMidSequence } from "#components/command/shortcuts.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { ModelAnswer } from "./answers.ts";
import { type ColourMode, colouring } from "./colouring.ts";
import { ElementPanel } from "./element-panel.tsx";
import type { Section } from "./engine/types.ts";
import { Legend } from "./legend.tsx";
import { MeasureLabel, type MeasureLabelHandle } from "./measure-label.tsx";
import type { ModelStageProps } from "./model-stage.tsx";
import { SectionBar } from "./section-bar.tsx";
import { useSelectionStore } from "./selection.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useEngine } from "./use-engine.ts";
import { useModelColumns } from "./use-model.ts";
import { type Picking, pickAt, usePointer } from "./use-pointer.ts";
import { readTheme, useIsDark } from "./use-theme.ts";

/** The picture with its tools, its legend and what is known of the element that is picked. */
export function ModelCard({ fileId, filename, stage, model }: ModelStageProps & { model: ModelAnswer }) {
  const t = useTranslations("viewer");
  const place = useRef<HTMLDivElement>(null);
  const label = useRef<MeasureLabelHandle>(null);
  const { engine, load, retry, restart } = useEngine(place, model, () => label.current?.follow());
  const columns = useModelColumns(fileId, stage);
  const store = useSelectionStore();
  const dark = useIsDark();
  const help = useId();
  const [mode, setMode] = useState<ColourMode>("model");
  const [ghosts, setGhosts] = useState(true);
  const [section, setSection] = useState<Section | null>(null);
  const [measuring, setMeasuring] = useState(false);
  const [points, setPoints] = useState<Vector3[]>([]);
  const colours = useMemo(() => columns.data && colouring(columns.data, mode), [columns.data, mode]);
  const painted = useMemo(() => colours?.colours(dark) ?? null, [colours, dark]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the page, which `dark` tells of
  useEffect(() => engine?.theme(readTheme()), [engine, dark]);
  useEffect(() => {
    // Past React: hovering over the picture is no reason to render its tools.
    const show = () => engine?.look({ colours: painted, selection: store.state(), ghosts });
    show();
    return store.subscribe(show);
  }, [engine, store, painted, ghosts]);
  useEffect(() => engine?.section(section), [engine, section]);
  useEffect(() => engine?.measure(points), [engine, points]);
  useEffect(() => store.onZoom((ordinals) => engine?.fit(ordinals)), [engine, store]);
  const picking: Picking = {
    measuring,
    onPoint: (point) => setPoints((all) => (all.length === 1 ? [...all, point] : [point])),
  };
  usePointer(place, engine, picking);

  const measure = (on: boolean) => {
    setMeasuring(on);
    setPoints([]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // What stands in the picture, such as a button, has its own keys.
    if (event.target !== event.currentTarget) return;
    const { selected, isolated } = store.state();
    if (event.key === "Escape") {
      if (measuring) measure(false);
      else if (selected.size > 0) store.actions.select([]);
      else if (isolated) store.actions.isolate(null);
      else return;
    } else if (event.key === "Enter" || event.key === " ") {
      const { clientWidth, clientHeight } = event.currentTarget;
      const middle = { x: clientWidth / 2, y: clientHeight / 2 };
      if (engine) pickAt(engine, store, middle, { ...picking, add: event.shiftKey });
    } else if (event.key === "Home") engine?.view("home");
    else if (isPlain(event, "f")) engine?.fit(selected.size > 0 ? selected : undefined);
    else if (isPlain(event, "i") && selected.size > 0) store.actions.isolate(selected);
    else if (isPlain(event, "h") && selected.size > 0) store.actions.hide(selected);
    else if (isPlain(event, "a")) store.actions.showAll();
    else if (!engine?.key(event.nativeEvent)) return;
    event.preventDefault();
  };
  const all = model.parts.length;
  const loading = load.arrived + load.failed.length < all && !load.stopped;

  return (
    <Card className="relative">
      <Toolbar
        engine={engine}
        mode={mode}
        onMode={setMode}
        hasAmounts={columns.data?.currency != null}
        columnsReady={columns.data !== undefined}
        ghosts={ghosts}
        onGhosts={setGhosts}
        section={section}
        onSection={setSection}
        measuring={measuring}
        onMeasuring={measure}
        picture={{
          filename,
          entries: colours?.entries ?? [],
          mode,
          dark,
          currency: columns.data?.currency ?? null,
        }}
      />
      {section && <SectionBar section={section} onChange={setSection} />}
      {columns.error && (
        <Callout
          tone="warn"
          title={t("columns.failed")}
          action={
            <Button size="sm" onClick={() => columns.refetch()}>
              {t("retry")}
            </Button>
          }
        >
          {columns.error.message}
        </Callout>
      )}
      <div className="relative border-line border-t lg:flex">
        <div
          ref={place}
          role="application"
          aria-label={t("picture.name", { file: filename })}
          aria-describedby={help}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move the picture; its description tells each
          tabIndex={0}
          onKeyDown={onKeyDown}
          className="group/picture relative h-[clamp(20rem,62dvh,44rem)] min-w-0 grow overflow-clip bg-subtle focus-visible:-outline-offset-2"
          data-state={load.stopped ?? (loading ? "loading" : "ready")}
        >
          <Plus
            aria-hidden
            className="pointer-events-none absolute inset-0 m-auto hidden size-6 text-ink drop-shadow-[0_0_2px_var(--surface)] group-focus-visible/picture:block"
          />
          <MeasureLabel ref={label} engine={engine} points={points} measuring={measuring} />
          {load.stopped && <Stopped why={load.stopped} onRestart={restart} />}
        </div>
        <aside
          aria-label={t("side")}
          className="flex flex-col border-line max-lg:border-t lg:h-[clamp(20rem,62dvh,44rem)] lg:w-80 lg:shrink-0 lg:overflow-y-auto lg:border-l"
        >
          <ElementPanel fileId={fileId} columns={columns.data} />
          <Legend
            mode={mode}
            entries={colours?.entries ?? []}
            dark={dark}
            currency={columns.data?.currency ?? null}
            loading={columns.isPending}
          />
        </aside>
      </div>
      <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t px-4 py-2 text-ink-2 text-sm">
        <p id={help} className="min-w-0 grow">
          {measuring ? t("help.measuring") : t("help.keys")}
        </p>
        <p className="text-ink-3 tabular-nums">
          {t("facts", {
            elements: model.elements,
            triangles: formatCount(model.triangles),
          })}
        </p>
        {loading && (
          <div role="status" className="flex w-56 items-center gap-2">
            <Progress label={t("progress.label")} value={load.arrived / all} />
            <span className="shrink-0 tabular-nums">
              {t("progress.bytes", {
                done: formatBytes(load.bytes),
                all: formatBytes(model.parts.reduce((sum, { bytes }) => sum + bytes, 0)),
              })}
            </span>
          </div>
        )}
        {load.failed.length > 0 && (
          <div role="alert" className="flex items-center gap-2 text-bad">
            {t("partsFailed", { count: load.failed.length })}
            <Button size="sm" onClick={retry}>
              {t("retry")}
            </Button>
          </div>
        )}
      </footer>
    </Card>
  );
}

/** A letter by itself: without a key that makes a command of the browser's of it, and no end of a sequence ("g i"). */
function isPlain({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, letter: string): boolean {
  return key.toLowerCase() === letter && !ctrlKey && !metaKey && !altKey && !isMidSequence();
}

function Stopped({ why, onRestart }: { why: "no_webgl" | "context_lost"; onRestart: () => void }) {
  const t = useTranslations("viewer");
  return (
    <div
      role="alert"
      className="absolute inset-0 grid content-center justify-items-center gap-2 bg-subtle p-6 text-center"
    >
      <p className="font-semibold text-lg">{t(`stopped.${why}.title`)}</p>
      <p className="max-w-md text-ink-2">{t(`stopped.${why}.text`)}</p>
      <Button onClick={onRestart}>{t("stopped.again")}</Button>
    </div>
  );
}
