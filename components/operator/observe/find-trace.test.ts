import { describe, expect, it } from "vitest";
import { traceIdIn } from "./find-trace.tsx";

describe("traceIdIn", () => {
  const id = "4bf92f3577b34da6a3ce929d0e0e4736";
  it.each([
    ["alone", `  ${id.toUpperCase()} `],
    ["in what a person pasted", `Something failed. Trace ${id}.`],
    ["in a log line", `{"level":"error","trace_id":"${id}"}`],
    ["in a traceparent", `00-${id}-00f067aa0ba902b7-01`],
  ])("finds it %s", (_where, text) => {
    expect(traceIdIn(text)).toBe(id);
  });

  it.each(["", "4711", id.slice(1), `${id}0`])("takes %j for none", (text) => {
    expect(traceIdIn(text)).toBeNull();
  });
});
