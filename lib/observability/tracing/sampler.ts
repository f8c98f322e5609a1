import {
  type Attributes,
  type Context,
  type Link,
  SamplingDecision,
  type SpanKind,
} from "@opentelemetry/api";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  type SamplingResult,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import type { TelemetryConfig } from "#lib/config/telemetry.ts";

/**
 * Decides which traces are exported as they come. The others are recorded all the same, for whether a trace is slow or
 * fails is known at its end only. The ratio is of the two samplers that take one.
 */
export function makeSampler({ name, ratio }: TelemetryConfig["sampler"]): Sampler {
  const own = name.replace("parentbased_", "");
  const root =
    own === "always_off"
      ? new AlwaysOffSampler()
      : own === "always_on"
        ? new AlwaysOnSampler()
        : new TraceIdRatioBasedSampler(ratio);
  return new RecordAll(name === own ? root : new ParentBasedSampler({ root }));
}

class RecordAll implements Sampler {
  private readonly chosen: Sampler;
  constructor(chosen: Sampler) {
    this.chosen = chosen;
  }

  shouldSample(
    context: Context,
    traceId: string,
    name: string,
    kind: SpanKind,
    attributes: Attributes,
    links: Link[],
  ): SamplingResult {
    const result = this.chosen.shouldSample(context, traceId, name, kind, attributes, links);
    if (result.decision !== SamplingDecision.NOT_RECORD) return result;
    return { ...result, decision: SamplingDecision.RECORD };
  }

  toString(): string {
    return `RecordAll(${this.chosen})`;
  }
}
