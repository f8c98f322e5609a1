import { type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type postgres from "postgres";
import { observeQuery } from "#lib/observability/metrics/record.ts";
import { isTraced } from "#lib/observability/tracing/span.ts";
import { describeStatement, type StatementDescription } from "./describe-statement.ts";
import { errorCode } from "./error-code.ts";

/**
 * The client, or a transaction's, whose statements are timed for the metrics and make a span each where a trace runs:
 * operation and main table, the statement without values. What polls makes none, since nothing is traced there.
 */
export function observed<C extends postgres.ISql>(sql: C): C {
  const unsafe = (...parts: Parameters<postgres.ISql["unsafe"]>) => observe(sql.unsafe(...parts));
  return new Proxy(sql, {
    apply: (target, self, parts: unknown[]) => observe(Reflect.apply(target, self, parts)),
    get: (target, name) => (name === "unsafe" ? unsafe : Reflect.get(target, name)),
  });
}

/** Only at its execution it is known whether a piece of SQL is a statement or a part of another one. */
function observe<Q>(query: Q): Q {
  if (!isStatement(query)) return query;
  const traced = isTraced();
  const { handle } = query;
  let begun = false;
  query.handle = () => {
    if (!begun) {
      begun = true;
      const description = describeStatement(textOf(query));
      timeStatement(query, description);
      if (traced) traceStatement(query, description);
    }
    return handle.call(query);
  };
  return query;
}

function timeStatement(query: Statement, { operation }: StatementDescription): void {
  const began = performance.now();
  const ended = () => observeQuery(operation, (performance.now() - began) / 1000);
  Promise.prototype.then.call(query, ended, ended);
}

function traceStatement(query: Statement, { name, operation, text }: StatementDescription): void {
  const span = trace.getTracer("construction-ai").startSpan(name, {
    kind: SpanKind.CLIENT,
    attributes: { "db.system.name": "postgresql", "db.operation.name": operation, "db.query.text": text },
  });
  // Of the plain promise: the statement's own `then` executes it, which is under way already.
  Promise.prototype.then.call(
    query,
    () => span.end(),
    (error: unknown) => failStatement(span, error),
  );
}

/** PostgreSQL's words repeat values; its code says as much as a trace needs. */
function failStatement(span: Span, error: unknown): void {
  const code = errorCode(error);
  if (code) span.setAttribute("db.response.status_code", code);
  span.setAttribute("error.type", code ?? (error instanceof Error ? error.name : typeof error));
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** The parts of postgres.js' statement that are looked at: the library has no hook for what is executed. */
interface Statement extends Promise<unknown> {
  strings: readonly string[];
  args: readonly unknown[];
  handle: () => unknown;
}

function isStatement(value: unknown): value is Statement {
  return (
    value instanceof Promise &&
    "strings" in value &&
    Array.isArray(value.strings) &&
    "args" in value &&
    Array.isArray(value.args) &&
    "handle" in value &&
    typeof value.handle === "function"
  );
}

/** The statement's text with `?` for each value, and the parts that were put into it. */
function textOf({ strings, args }: Statement): string {
  if (strings.length === 1) return strings[0] ?? "";
  let text = strings[0] ?? "";
  for (let i = 1; i < strings.length; i++) {
    const value = args[i - 1];
    text += (isStatement(value) ? textOf(value) : "?") + strings[i];
  }
  return text;
}
