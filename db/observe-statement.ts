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
      const began = performance.now();
      const span = traced ? startSpan(description) : null;
      onEnd(query, (failure) => {
        observeQuery(description.operation, (performance.now() - began) / 1000);
        if (span) endSpan(span, failure);
      });
    }
    return handle.call(query);
  };
  return query;
}

function startSpan({ name, operation, text }: StatementDescription): Span {
  return trace.getTracer("construction-ai").startSpan(name, {
    kind: SpanKind.CLIENT,
    attributes: { "db.system.name": "postgresql", "db.operation.name": operation, "db.query.text": text },
  });
}

/**
 * Calls `ended` once, as the statement is settled. Not by handlers of its promise: a failure that nobody awaits would count
 * as handled. One that is read by a cursor gets others to settle it for each part: so these are looked at as they are set.
 */
function onEnd(query: Statement, ended: (failure?: Failure) => void): void {
  let over = false;
  const end = (failure?: Failure) => {
    if (!over) ended(failure);
    over = true;
  };
  let { resolve, reject } = query;
  Object.defineProperties(query, {
    resolve: {
      configurable: true,
      get: () => (value: unknown) => {
        end();
        return resolve(value);
      },
      set: (next: Statement["resolve"]) => {
        resolve = next;
      },
    },
    reject: {
      configurable: true,
      get: () => (error: unknown) => {
        end({ error });
        return reject(error);
      },
      set: (next: Statement["reject"]) => {
        reject = next;
      },
    },
  });
}

/** PostgreSQL's words repeat values; its code says as much as a trace needs. */
function endSpan(span: Span, failure?: Failure): void {
  if (failure) {
    const { error } = failure;
    const code = errorCode(error);
    if (code) span.setAttribute("db.response.status_code", code);
    span.setAttribute("error.type", code ?? (error instanceof Error ? error.name : typeof error));
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

interface Failure {
  error: unknown;
}

/** The parts of postgres.js' statement that are looked at: the library has no hook for what is executed. */
interface Statement extends Promise<unknown> {
  strings: readonly string[];
  args: readonly unknown[];
  handle: () => unknown;
  resolve: (value: unknown) => unknown;
  reject: (error: unknown) => unknown;
}

function isStatement(value: unknown): value is Statement {
  return (
    value instanceof Promise &&
    "strings" in value &&
    Array.isArray(value.strings) &&
    "args" in value &&
    Array.isArray(value.args) &&
    "handle" in value &&
    typeof value.handle === "function" &&
    "resolve" in value &&
    typeof value.resolve === "function" &&
    "reject" in value &&
    typeof value.reject === "function"
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
