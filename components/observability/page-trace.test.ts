import { describe, expect, it } from "vitest";
import { traceOf } from "./page-trace.ts";

describe("traceOf", () => {
  const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
  it("finds the trace among the timings", () => {
    const said = { name: "traceparent", description: `00-${trace}-00f067aa0ba902b7-01` };
    expect(traceOf([{ name: "db", description: "" }, said])).toBe(trace);
  });

  it("takes nothing else for one", () => {
    expect(traceOf([])).toBeNull();
    expect(traceOf([{ name: "traceparent", description: trace }])).toBeNull();
    expect(traceOf([{ name: "db", description: `00-${trace}-00f067aa0ba902b7-01` }])).toBeNull();
  });
});
