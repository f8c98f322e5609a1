import { type DiagLogger, DiagLogLevel, diag } from "@opentelemetry/api";
import { logger } from "#lib/observability/logger.ts";

/** What OpenTelemetry itself complains of, such as an endpoint that is away, goes to the log: once a minute at most. */
export function logComplaints(): void {
  let saidAt = Number.NEGATIVE_INFINITY;
  let unsaid = 0;
  const say = (message: string, ...parts: unknown[]) => {
    const now = performance.now();
    if (now - saidAt < EVERY_MS) {
      unsaid++;
      return;
    }
    saidAt = now;
    const err = parts.find((part) => part instanceof Error) ?? message.slice(0, 300);
    logger().warn({ err, more: unsaid }, "telemetry is not sent as it should");
    unsaid = 0;
  };
  const quiet = () => {};
  const complaints: DiagLogger = { error: say, warn: say, info: quiet, debug: quiet, verbose: quiet };
  diag.setLogger(complaints, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}

const EVERY_MS = 60_000;
