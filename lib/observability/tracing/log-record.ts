import { context } from "@opentelemetry/api";
import { type LogRecord, logs, SeverityNumber } from "@opentelemetry/api-logs";
import { scrub } from "./scrub.ts";

/** Hands a line of the log on to where logs are sent, if anywhere; the trace that runs here is named in it. */
export function sendLine(line: string): void {
  const sink = logs.getLogger("construction-ai");
  if (!sink.enabled()) return;
  try {
    sink.emit(recordOf(JSON.parse(line)));
  } catch {
    // The line stands in standard output all the same; to log this would go round in circles.
  }
}

/** Fields that may leave; others, such as the caller's address, stay in standard output. */
const FIELDS = new Set([
  "attempt",
  "code",
  "day",
  "delivery",
  "failures",
  "fileId",
  "function",
  "kind",
  "month",
  "partition",
  "restoreId",
  "run",
  "runs",
  "state",
  "status",
  "step",
  "tenant_id",
  "trace_id",
]);

function recordOf({ level, time, msg, err, ...fields }: Record<string, unknown>): LogRecord {
  const attributes: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields))
    if (FIELDS.has(name) && (typeof value === "number" || typeof value === "boolean"))
      attributes[name] = value;
    else if (FIELDS.has(name) && typeof value === "string") attributes[name] = scrub(value);
  if (isFields(err)) {
    if (typeof err.type === "string") attributes["exception.type"] = err.type;
    if (typeof err.message === "string") attributes["exception.message"] = scrub(err.message);
    if (typeof err.stack === "string") attributes["exception.stacktrace"] = framesOf(err.stack);
    if (typeof err.code === "string") attributes["error.type"] = scrub(err.code);
  } else if (typeof err === "string") attributes["exception.message"] = scrub(err);
  const severity = SEVERITIES[Number(level)];
  return {
    timestamp: typeof time === "number" ? time : Date.now(),
    severityNumber: severity?.number ?? SeverityNumber.UNSPECIFIED,
    severityText: severity?.text ?? "",
    body: typeof msg === "string" ? scrub(msg) : "",
    attributes,
    context: context.active(),
  };
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Only where it was: the first line repeats the message. */
const framesOf = (stack: string) =>
  stack
    .split("\n")
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, 20)
    .join("\n");

/** By pino's levels. */
const SEVERITIES: Record<number, { number: SeverityNumber; text: string }> = {
  10: { number: SeverityNumber.TRACE, text: "TRACE" },
  20: { number: SeverityNumber.DEBUG, text: "DEBUG" },
  30: { number: SeverityNumber.INFO, text: "INFO" },
  40: { number: SeverityNumber.WARN, text: "WARN" },
  50: { number: SeverityNumber.ERROR, text: "ERROR" },
  60: { number: SeverityNumber.FATAL, text: "FATAL" },
};
