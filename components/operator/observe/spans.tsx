"use client";
import { ChevronRight, CircleAlert } from "lucide-react";
import { useMemo, useState } from "react";
import { ChartOrTable, type ShownAs } from "#components/charts/chart-or-table.tsx";
import { Timeline, type TimelineRow } from "#components/charts/timeline.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { formatFine } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { CardBody } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import type { SpanAnswer, TraceAnswer } from "../answers.ts";
import { SpanDrawer } from "./span-drawer.tsx";
import { isBriefStatement, type SpanNode, treeOf } from "./span-tree.ts";

/** In a trace of no more spans, brief statements do not hide what matters. */
const FEW = 40;
/** As many rows as a browser draws without a pause. */
const AT_ONCE = 200;

export function Spans({ trace }: { trace: TraceAnswer }) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<SpanAnswer | null>(null);
  const [most, setMost] = useState(AT_ONCE);
  const [as, setAs] = useState<ShownAs>("chart");
  const brief = useMemo(
    () => trace.spans.filter((span) => isBriefStatement(span, trace.duration_ms)),
    [trace.spans, trace.duration_ms],
  );
  const [withBrief, setWithBrief] = useState(trace.spans.length <= FEW);
  const nodes = useMemo(() => {
    const hidden = new Set(withBrief ? [] : brief);
    const spans = trace.spans.filter((span) => !hidden.has(span));
    return treeOf(spans, closed);
  }, [trace.spans, closed, brief, withBrief]);
  const shown = nodes.slice(0, most);
  const toggle = (id: string) =>
    setClosed((before) => (before.has(id) ? without(before, id) : new Set([...before, id])));
  return (
    <CardBody className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <ChartOrTable value={as} onChange={setAs} />
        {brief.length > 0 && (
          <Button size="sm" onClick={() => setWithBrief(!withBrief)}>
            {withBrief ? "Hide brief statements" : `Show ${formatCount(brief.length)} brief statements`}
          </Button>
        )}
      </div>
      {as === "chart" ? (
        <Timeline
          label="Spans of the trace"
          total={Math.max(trace.duration_ms, 0.001)}
          rows={shown.map((node) => rowOf(node, closed, toggle, setChosen))}
        />
      ) : (
        <SpansTable nodes={shown} onChoose={setChosen} />
      )}
      {nodes.length > most && (
        <div className="flex items-center justify-center gap-3">
          <Button onClick={() => setMost(most + AT_ONCE)}>Show more</Button>
          <span className="text-ink-3 text-sm tabular-nums">
            {formatCount(shown.length)} of {formatCount(nodes.length)}
          </span>
        </div>
      )}
      <SpanDrawer span={chosen} onClose={() => setChosen(null)} />
    </CardBody>
  );
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const left = new Set(ids);
  left.delete(id);
  return left;
}

function rowOf(
  node: SpanNode,
  closed: ReadonlySet<string>,
  onToggle: (id: string) => void,
  onChoose: (span: SpanAnswer) => void,
): TimelineRow {
  const { span } = node;
  const failed = span.status === "error";
  return {
    id: span.span_id,
    name: span.name,
    label: (
      <SpanLabel
        node={node}
        open={!closed.has(span.span_id)}
        onToggle={() => onToggle(span.span_id)}
        onChoose={() => onChoose(span)}
      />
    ),
    segments: [
      {
        id: span.span_id,
        start: span.offset_ms,
        duration: span.duration_ms,
        tone: failed ? "failed" : "plain",
        title: formatFine(span.duration_ms),
      },
    ],
    text: formatFine(span.duration_ms),
  };
}

function SpanLabel({
  node: { span, depth, below, failsBelow },
  open,
  onToggle,
  onChoose,
}: {
  node: SpanNode;
  open: boolean;
  onToggle: () => void;
  onChoose: () => void;
}) {
  return (
    // Deep ones keep room for their name.
    <div
      className="flex min-w-0 items-center gap-1"
      style={{ paddingLeft: `${Math.min(depth, 12) * 0.75}rem` }}
    >
      {below > 0 ? (
        <button
          type="button"
          aria-expanded={open}
          aria-label={`${formatCount(below)} below ${span.name}`}
          onClick={onToggle}
          className="grid size-5.5 shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-hover touch:size-11"
        >
          <ChevronRight aria-hidden className={cn("size-4", open && "rotate-90")} />
        </button>
      ) : (
        <span aria-hidden className="w-5.5 shrink-0" />
      )}
      <button
        type="button"
        onClick={onChoose}
        title={span.name}
        className={cn(
          "min-w-0 truncate rounded-sm text-left leading-5.5 hover:text-brand-text hover:underline touch:min-h-11",
          span.status === "error" && "font-medium text-bad",
        )}
      >
        {span.name}
        {span.status === "error" && <span className="sr-only"> (failed)</span>}
      </button>
      {failsBelow && !open && (
        <CircleAlert aria-label="Something below it failed" className="size-4 shrink-0 text-bad" />
      )}
      <span className="ml-auto shrink-0 text-ink-3 text-xs max-sm:hidden">{span.service}</span>
    </div>
  );
}

function SpansTable({
  nodes,
  onChoose,
}: {
  nodes: readonly SpanNode[];
  onChoose: (span: SpanAnswer) => void;
}) {
  return (
    <DataTable
      caption="Spans"
      rows={nodes}
      rowKey={({ span }) => span.span_id}
      columns={[
        {
          id: "name",
          header: "Span",
          rowHeader: true,
          cell: ({ span }) => (
            <button
              type="button"
              className="break-words text-left font-medium hover:text-brand-text hover:underline touch:min-h-11"
              onClick={() => onChoose(span)}
            >
              {span.name}
            </button>
          ),
        },
        { id: "depth", header: "Level", numeric: true, cell: ({ depth }) => depth + 1 },
        { id: "service", header: "Process", cell: ({ span }) => span.service },
        {
          id: "at",
          header: "Began after",
          numeric: true,
          cell: ({ span }) => formatFine(span.offset_ms),
        },
        {
          id: "took",
          header: "Took",
          numeric: true,
          sortBy: ({ span }) => span.duration_ms,
          cell: ({ span }) => formatFine(span.duration_ms),
        },
        {
          id: "status",
          header: "Result",
          cell: ({ span }) => (span.status === "error" ? <span className="text-bad">Failed</span> : "Well"),
        },
      ]}
    />
  );
}
