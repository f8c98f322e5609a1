/**
 * What made a statement fail, where Drizzle wraps it in the statement's whole text; else the error itself. Told by its form:
 * Next's bundles have classes of their own.
 */
export function underlying(error: unknown): unknown {
  return error instanceof Error && isStatement(error) && error.cause ? error.cause : error;
}

/**
 * An error as the log tells it: what it is, its stack, plain facts such as its code, and its causes. The values of a
 * statement are left out, wherever the database or Drizzle repeats them; long texts are cut.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === "string" ? cut(error) : error;
  const message = messageOf(error);
  return {
    ...factsOf(error),
    type: error.constructor.name,
    message,
    stack: `${error.name}: ${message}\n${framesOf(error)}`,
    ...(error.cause === undefined || depth === MAX_DEPTH
      ? {}
      : { cause: describeError(error.cause, depth + 1) }),
    ...(error instanceof AggregateError && depth < MAX_DEPTH
      ? { errors: error.errors.slice(0, MAX_ERRORS).map((one) => describeError(one, depth + 1)) }
      : {}),
  };
}

/** An error in one line for people, with its causes, without the values of a statement, of at most `most` characters. */
export function sentenceOf(error: unknown, most = MAX_TEXT, depth = 0): string {
  if (!(error instanceof Error)) return cut(String(error), most);
  const cause =
    error.cause === undefined || depth === MAX_DEPTH ? null : sentenceOf(error.cause, most, depth + 1);
  return cut(`${error.name}: ${messageOf(error, most)}${cause ? ` (${cause})` : ""}`, most);
}

const MAX_DEPTH = 4;
const MAX_ERRORS = 5;
const MAX_TEXT = 500;

/** Drizzle's message is the statement with all its values; PostgreSQL quotes the value that it could not read. */
function messageOf(error: Error, most = MAX_TEXT): string {
  if (isStatement(error)) return cut(`Failed query: ${error.query}`, most);
  return cut("severity_local" in error ? error.message.replace(/: ".*"/s, ': "…"') : error.message, most);
}

const isStatement = (error: Error): error is Error & { query: unknown } =>
  "query" in error && "params" in error;

/** The calls below the message, which the stack begins with. */
function framesOf(error: Error): string {
  const stack = error.stack ?? "";
  const start = error.message ? stack.indexOf(error.message) : -1;
  const frames = start < 0 ? stack : stack.slice(start + error.message.length);
  return frames
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .join("\n");
}

function factsOf(error: Error): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(error)
      .filter(([name, value]) => !HOLD_VALUES.has(name) && PLAIN.has(typeof value))
      .map(([name, value]) => [name, typeof value === "string" ? cut(value) : value]),
  );
}

const PLAIN = new Set(["string", "number", "boolean"]);
const HOLD_VALUES = new Set(["query", "params", "parameters", "detail", "where", "hint", "internal_query"]);

const cut = (text: string, most = MAX_TEXT) => (text.length > most ? `${text.slice(0, most)}…` : text);
