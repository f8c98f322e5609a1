import { describe, expect, it } from "vitest";
import type { SpanAnswer } from "../answers.ts";
import { isBriefStatement, treeOf } from "./span-tree.ts";

const span = (
  span_id: string,
  parent_span_id: string | null,
  offset_ms: number,
  more: Partial<SpanAnswer> = {},
): SpanAnswer => ({
  span_id,
  parent_span_id,
  name: span_id,
  kind: "internal",
  service: "web",
  started_at: "2026-11-01T10:00:00.000Z",
  offset_ms,
  duration_ms: 1,
  status: "unset",
  attributes: {},
  events: [],
  links: [],
  ...more,
});
const shape = (spans: SpanAnswer[], closed: string[] = []) =>
  treeOf(spans, new Set(closed)).map(({ span: { span_id }, depth, below }) => `${depth} ${span_id} ${below}`);

describe("isBriefStatement", () => {
  const statement = { attributes: { "db.system.name": "postgresql" } };
  it("is a statement below a hundredth of the trace that went well", () => {
    expect(isBriefStatement(span("s", null, 0, { ...statement, duration_ms: 9 }), 1000)).toBe(true);
    expect(isBriefStatement(span("s", null, 0, { ...statement, duration_ms: 10 }), 1000)).toBe(false);
    expect(isBriefStatement(span("s", null, 0, { ...statement, status: "error" }), 1000)).toBe(false);
    expect(isBriefStatement(span("s", null, 0), 1000)).toBe(false);
  });
});

describe("treeOf", () => {
  const spans = [
    span("statement", "verb", 3),
    span("request", null, 0),
    span("render", "request", 5),
    span("verb", "request", 2),
  ];

  it("puts parents before children, and children by their beginning", () => {
    expect(shape(spans)).toEqual(["0 request 3", "1 verb 1", "2 statement 0", "1 render 0"]);
  });

  it("leaves out what is below a closed span, and still counts it", () => {
    expect(shape(spans, ["verb"])).toEqual(["0 request 3", "1 verb 1", "1 render 0"]);
    expect(shape(spans, ["request", "verb"])).toEqual(["0 request 3"]);
  });

  it("loses no span whose parent was not kept, or is said in a circle", () => {
    const odd = [span("job", "gone", 9), span("a", "b", 1), span("b", "a", 2), ...spans];
    expect(treeOf(odd, new Set())).toHaveLength(odd.length);
    expect(shape(odd)).toContain("0 job 0");
  });

  it("says of a span that something below it failed", () => {
    const failing = spans.map((one) =>
      one.span_id === "statement" ? { ...one, status: "error" as const } : one,
    );
    const fails = treeOf(failing, new Set(["request"])).map(({ failsBelow }) => failsBelow);
    expect(fails).toEqual([true]);
    expect(treeOf(spans, new Set())[0]?.failsBelow).toBe(false);
  });
});
