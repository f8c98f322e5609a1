import { z } from "zod";

/** Traces and logs by the variables that OpenTelemetry has for them. */
export interface TelemetryConfig {
  /** Nothing is recorded, kept or sent. */
  disabled: boolean;
  serviceName: string;
  resourceAttributes: Record<string, string>;
  /** Where traces and logs are sent; null: nowhere. */
  otlp: {
    /** Without a slash at its end; `/v1/traces` and `/v1/logs` follow it. */
    endpoint: string;
    headers: Record<string, string>;
    protocol: "http/protobuf" | "http/json";
  } | null;
  sampler: {
    name: (typeof SAMPLERS)[number];
    /** From 0 to 1. */
    ratio: number;
  };
}

export const SAMPLERS = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

/** `key=value,key=value`, values percent-encoded, as OpenTelemetry writes lists. */
const pairs = z.string().transform((list, context) => {
  try {
    return Object.fromEntries(
      list
        .split(",")
        .filter((pair) => pair.trim())
        .map((pair) => {
          const at = pair.indexOf("=");
          if (at < 1) throw new Error(pair);
          return [pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())];
        }),
    );
  } catch {
    context.addIssue({ code: "custom", message: "must be a list such as name=value,other=value" });
    return z.NEVER;
  }
});

export const TELEMETRY_VARIABLES = {
  OTEL_SDK_DISABLED: z
    .string()
    .transform((value) => value.toLowerCase() === "true" || value === "1")
    .default(false),
  OTEL_SERVICE_NAME: z.string().default("construction-ai"),
  OTEL_RESOURCE_ATTRIBUTES: pairs.default({}),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: "must be a URL such as http://127.0.0.1:4318" })
    .optional(),
  OTEL_EXPORTER_OTLP_HEADERS: pairs.default({}),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .enum(["http/protobuf", "http/json"], "must be http/protobuf or http/json")
    .default("http/protobuf"),
  OTEL_TRACES_SAMPLER: z
    .enum(SAMPLERS, `must be one of ${SAMPLERS.join(", ")}`)
    .default("parentbased_always_on"),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number("must be a number from 0 to 1").min(0).max(1).default(1),
};

/** What the variables come to. */
export function telemetryOf(e: z.infer<z.ZodObject<typeof TELEMETRY_VARIABLES>>): TelemetryConfig {
  return {
    disabled: e.OTEL_SDK_DISABLED,
    serviceName: e.OTEL_SERVICE_NAME,
    resourceAttributes: e.OTEL_RESOURCE_ATTRIBUTES,
    otlp: e.OTEL_EXPORTER_OTLP_ENDPOINT
      ? {
          endpoint: e.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, ""),
          headers: e.OTEL_EXPORTER_OTLP_HEADERS,
          protocol: e.OTEL_EXPORTER_OTLP_PROTOCOL,
        }
      : null,
    sampler: { name: e.OTEL_TRACES_SAMPLER, ratio: e.OTEL_TRACES_SAMPLER_ARG },
  };
}
