import { expect, it } from "vitest";
import { ConfigError, loadConfig } from "./index.ts";

it("traces and logs are set by OpenTelemetry's variables", () => {
  const { telemetry } = loadConfig({
    OTEL_EXPORTER_OTLP_ENDPOINT: "https://collector.example:4318/base/",
    OTEL_EXPORTER_OTLP_HEADERS: "x-key=a%20b, x-other=c=d",
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_SERVICE_NAME: "staging",
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=staging,k=",
    OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
    OTEL_TRACES_SAMPLER_ARG: "0.25",
  });
  expect(telemetry).toEqual({
    disabled: false,
    serviceName: "staging",
    resourceAttributes: { "deployment.environment.name": "staging", k: "" },
    otlp: {
      endpoint: "https://collector.example:4318/base",
      headers: { "x-key": "a b", "x-other": "c=d" },
      protocol: "http/json",
    },
    sampler: { name: "parentbased_traceidratio", ratio: 0.25 },
  });
  expect(loadConfig({ OTEL_SDK_DISABLED: "true" }).telemetry.disabled).toBe(true);
  expect(loadConfig({ OTEL_SDK_DISABLED: "false" }).telemetry.disabled).toBe(false);
});

it.each([
  [{ OTEL_TRACES_SAMPLER: "sometimes" }, "OTEL_TRACES_SAMPLER: must be one of always_on"],
  [{ OTEL_TRACES_SAMPLER_ARG: "2" }, "OTEL_TRACES_SAMPLER_ARG"],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318" }, "OTEL_EXPORTER_OTLP_ENDPOINT: must be a URL"],
  [{ OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }, "must be http/protobuf or http/json"],
  [{ OTEL_EXPORTER_OTLP_HEADERS: "novalue" }, "must be a list such as name=value"],
])("%j is refused with what it has to be", (env, words) => {
  expect(() => loadConfig(env)).toThrow(ConfigError);
  expect(() => loadConfig(env)).toThrow(words);
});
