import { NONE } from "#components/format/numbers.ts";
import { formatDuration } from "#components/format/time.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import type { RunTimeline, Stretch } from "./timeline-rows.ts";

interface Row {
  id: string;
  label: string;
  /** Null: it has not begun. */
  at: number | null;
  took: string;
  result: string;
}

/** The same as the chart in words and figures: what happened in which order. */
export function AttemptsTable({ timeline }: { timeline: RunTimeline }) {
  return (
    <DataTable
      caption="Attempts of each step"
      rows={timeline.rows.flatMap(rowsOf)}
      rowKey={({ id }) => id}
      columns={[
        { id: "label", header: "Step", rowHeader: true, cell: ({ label }) => label },
        {
          id: "at",
          header: "Began after",
          numeric: true,
          hideOnPhone: true,
          cell: ({ at }) => (at === null ? NONE : formatDuration(at)),
        },
        { id: "took", header: "Took", numeric: true, cell: ({ took }) => took },
        { id: "result", header: "Result", className: "min-w-40", cell: ({ result }) => result },
      ]}
    />
  );
}

const WORDS = { running: "Running", completed: "Done", failed: "Failed", interrupted: "Interrupted" };

function rowsOf({ id, label, stretches, text }: RunTimeline["rows"][number]): Row[] {
  if (id === "queue") return [{ id, label, at: 0, took: text, result: "Waited" }];
  if (stretches.length === 0) return [{ id, label, at: null, took: text, result: "Waiting" }];
  return stretches.map((stretch) => ({
    id: `${id} ${stretch.number}`,
    label: stretches.length > 1 ? `${label}, attempt ${stretch.number}` : label,
    at: stretch.start,
    took: formatDuration(stretch.duration),
    result: resultOf(stretch),
  }));
}

function resultOf({ status, reason }: Stretch): string {
  return reason === null ? WORDS[status] : `${WORDS[status]}: ${reason.replace(/\.$/, "")}.`;
}
