import type { Registry } from "prom-client";
import { z } from "zod";

/** A metric and its samples, in the shape in which prom-client gives and takes them (`getMetricsAsJSON`, `aggregate`). */
export interface Family {
  name: string;
  help: string;
  type: "counter" | "gauge" | "histogram";
  /** How equal samples of several processes become one. */
  aggregator: "sum";
  values: Sample[];
}

export interface Sample {
  value: number;
  labels: Record<string, string | number>;
  /** Where it is another one than the metric's, such as a histogram's `…_sum`. */
  metricName?: string | undefined;
}

/** Samples as JSON brings them. */
export const Samples = z.array(
  z.object({
    // What is no number, such as a mean of nothing, comes as null.
    value: z
      .number()
      .nullable()
      .transform((value) => value ?? Number.NaN),
    labels: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    metricName: z.string().optional(),
  }),
);
const Families = z.array(
  z.object({
    name: z.string(),
    help: z.string(),
    type: z.enum(["counter", "gauge", "histogram"]),
    aggregator: z.string(),
    values: z.array(
      z.object({
        value: z.number().or(z.nan()),
        labels: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
        metricName: z.string().optional(),
      }),
    ),
  }),
);

/** All that a registry holds, whose types call things by other names than it has. */
export async function familiesOf(registry: Registry): Promise<Family[]> {
  const parsed = Families.parse(await registry.getMetricsAsJSON());
  return parsed.map((family) => ({ ...family, aggregator: "sum" as const }));
}

/** A gauge of the platform as of now. */
export const gauge = (name: string, help: string, values: Sample[]): Family => ({
  name,
  help,
  type: "gauge",
  aggregator: "sum",
  values,
});

/** One row of `metric_totals`, or what a process adds to it. */
export interface Row {
  name: string;
  /** By the metric's own order of labels. */
  labels: Record<string, string>;
  /** Upper bounds of a histogram; none of a counter. */
  bounds: number[];
  /** A counter's value; of a histogram the cumulative counts up to each bound, then sum and count. */
  values: number[];
}
