import type { SpanAnswer } from "../answers.ts";

export interface SpanNode {
  span: SpanAnswer;
  depth: number;
  /** Spans below it, at any depth. */
  below: number;
  /** Something below it failed, while it may look well itself. */
  failsBelow: boolean;
}

/**
 * Spans as a tree read from top to bottom: parents before children, children by their beginning. What is below a span of
 * `closed` is left out. A span whose parent is not among them stands at the top; none is lost, also where parents are
 * said in a circle.
 */
export function treeOf(spans: readonly SpanAnswer[], closed: ReadonlySet<string>): SpanNode[] {
  const ids = new Set(spans.map(({ span_id }) => span_id));
  const children = Map.groupBy(spans, ({ parent_span_id: parent }) =>
    parent !== null && ids.has(parent) ? parent : TOP,
  );
  const nodes: SpanNode[] = [];
  const seen = new Set<string>();
  const take = (span: SpanAnswer, depth: number, hidden: boolean): Sum => {
    if (seen.has(span.span_id)) return { below: 0, fails: false };
    seen.add(span.span_id);
    const node: SpanNode = { span, depth, below: 0, failsBelow: false };
    if (!hidden) nodes.push(node);
    for (const child of inOrder(children.get(span.span_id) ?? [])) {
      const sum = take(child, depth + 1, hidden || closed.has(span.span_id));
      node.below += 1 + sum.below;
      node.failsBelow ||= sum.fails || child.status === "error";
    }
    return { below: node.below, fails: node.failsBelow };
  };
  for (const span of inOrder(children.get(TOP) ?? [])) take(span, 0, false);
  for (const span of inOrder(spans)) take(span, 0, false);
  return nodes;
}

/** A statement that went well and took less than a hundredth of its trace: many of them hide what matters. */
export function isBriefStatement(span: SpanAnswer, traceMs: number): boolean {
  return "db.system.name" in span.attributes && span.status !== "error" && span.duration_ms < traceMs / 100;
}

interface Sum {
  below: number;
  fails: boolean;
}
const TOP = "";

const inOrder = (spans: readonly SpanAnswer[]) => [...spans].sort((a, b) => a.offset_ms - b.offset_ms);
