import { z } from "zod";

const Tag = z.object({ key: z.string(), value: z.unknown() });
const Span = z.looseObject({
  spanID: z.string(),
  operationName: z.string(),
  references: z.array(z.object({ refType: z.string(), traceID: z.string(), spanID: z.string() })),
  startTime: z.number(),
  duration: z.number(),
  tags: z.array(Tag),
  processID: z.string(),
});
const Answer = z.object({
  data: z
    .array(
      z.object({
        traceID: z.string(),
        spans: z.array(Span),
        processes: z.record(
          z.string(),
          z.object({ serviceName: z.string(), tags: z.array(Tag).default([]) }),
        ),
      }),
    )
    .nullable(),
});

export interface TraceSpan {
  id: string;
  name: string;
  parentId: string | null;
  /** Microseconds since 1970. */
  startedAt: number;
  tags: Record<string, unknown>;
  /** Tags of the process that it is of. */
  process: Record<string, unknown>;
}

/** One trace as Jaeger's query API tells it; null where it has none of that id. */
export async function readTrace(jaeger: string, traceId: string): Promise<JaegerTrace | null> {
  const response = await fetch(`${jaeger}/api/traces/${traceId}`);
  if (response.status === 404) return null;
  const [found] = Answer.parse(await response.json()).data ?? [];
  if (!found) return null;
  const spans = found.spans.map((span) => ({
    id: span.spanID,
    name: span.operationName,
    parentId: span.references.find(({ refType }) => refType === "CHILD_OF")?.spanID ?? null,
    startedAt: span.startTime,
    tags: valuesOf(span.tags),
    process: valuesOf(found.processes[span.processID]?.tags ?? []),
  }));
  return new JaegerTrace(found.traceID, spans);
}

const valuesOf = (tags: z.infer<typeof Tag>[]) =>
  Object.fromEntries(tags.map(({ key, value }) => [key, value]));

/** A trace, to be asked what is in it and below what. */
export class JaegerTrace {
  readonly id: string;
  readonly spans: TraceSpan[];
  private readonly byId: Map<string, TraceSpan>;

  constructor(id: string, spans: TraceSpan[]) {
    this.id = id;
    this.spans = spans.toSorted((a, b) => a.startedAt - b.startedAt);
    this.byId = new Map(spans.map((span) => [span.id, span]));
  }

  named(name: string | RegExp): TraceSpan[] {
    return this.spans.filter((span) =>
      typeof name === "string" ? span.name === name : name.test(span.name),
    );
  }

  /** Names from the root down to the span; one whose parent is not here begins with "?". */
  path(span: TraceSpan): string[] {
    if (span.parentId === null) return [span.name];
    const parent = this.byId.get(span.parentId);
    return parent ? [...this.path(parent), span.name] : ["?", span.name];
  }

  /** Spans whose parent is not in the trace, but for its root. */
  adrift(): TraceSpan[] {
    return this.spans.filter(({ parentId }) => parentId !== null && !this.byId.has(parentId));
  }

  roots(): TraceSpan[] {
    return this.spans.filter(({ parentId }) => parentId === null);
  }
}
