import { logs } from "@opentelemetry/api-logs";
import { OTLPLogExporter as JsonExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPLogExporter as ProtobufExporter } from "@opentelemetry/exporter-logs-otlp-proto";
import type { Resource } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import type { TelemetryConfig } from "#lib/config/telemetry.ts";

/**
 * Sends what `logger()` writes to the OTLP endpoint as well, in batches. What waits is bounded: where the endpoint is away,
 * lines are dropped there and stand in standard output only.
 */
export function startLogExport(
  { endpoint, headers, protocol }: NonNullable<TelemetryConfig["otlp"]>,
  resource: Resource,
): { shutdown: () => Promise<void> } {
  const to = { url: `${endpoint}/v1/logs`, headers };
  const exporter = protocol === "http/json" ? new JsonExporter(to) : new ProtobufExporter(to);
  const provider = new LoggerProvider({
    resource,
    processors: [new BatchLogRecordProcessor({ exporter })],
  });
  logs.setGlobalLoggerProvider(provider);
  return {
    shutdown: async () => {
      await provider.shutdown();
      logs.disable();
    },
  };
}
