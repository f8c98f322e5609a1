import pino from "pino";
import { config } from "#lib/config/index.ts";
import { describeError } from "./describe-error.ts";
import { tenantHere } from "./tracing/facts.ts";
import { sendLine } from "./tracing/log-record.ts";
import { currentTraceId } from "./tracing/span.ts";

export type Logger = pino.Logger;

/**
 * Structured log of this process, one JSON line each, to standard output and to where logs are sent. Lines name the trace
 * that runs, `trace_id`, and whose it is, `tenant_id`, by themselves.
 */
export function logger(): Logger {
  root ??= newLogger(config().logLevel, toBoth(pino.destination(1)));
  return root;
}
let root: Logger | undefined;

/** A log of its own; to standard output without a `destination`. */
export function newLogger(level: string, destination?: pino.DestinationStream): Logger {
  return pino(
    {
      level,
      redact: ["password", "token", "secret", "authorization", "cookie", "*.password", "*.token", "*.secret"],
      serializers: { err: describeError },
      mixin: (_fields, _level, log) => whereWeAre(log),
    },
    destination ?? pino.destination(1),
  );
}

const toBoth = (stdout: pino.DestinationStream): pino.DestinationStream => ({
  write: (line) => {
    stdout.write(line);
    sendLine(line);
  },
});

/** The trace and its organisation, but for what the log says already: a field must not stand in a line twice. */
function whereWeAre(log: pino.Logger): Record<string, string> {
  const traceId = currentTraceId();
  if (!traceId) return {};
  const said = bindingsOf(log);
  const tenantId = tenantHere();
  return {
    ...(said.includes('"trace_id":') ? {} : { trace_id: traceId }),
    ...(!tenantId || said.includes('"tenant_id":') ? {} : { tenant_id: tenantId }),
  };
}

/** What a child log adds to its lines, as it stands in them. */
function bindingsOf(log: pino.Logger): string {
  const said: unknown = Reflect.get(log, pino.symbols.chindingsSym);
  return typeof said === "string" ? said : "";
}
