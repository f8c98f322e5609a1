import fc from "fast-check";
import { z } from "zod";
import { config } from "#lib/config/index.ts";
import { fitting, HOSTILE, spoiled } from "#lib/http/fuzz/values.ts";
import { type CallInit, call } from "#lib/http/testing/call.ts";
import { makeSession } from "#lib/http/testing/credentials.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import type { Entry } from "#lib/http/testing/matrix-expectations.ts";

/**
 * Random requests to every route, made from what it declares and from the valid examples of the isolation matrix: mostly
 * right, so that they get past the first check, with something wrong in them. Whatever comes, the answer is none of ours
 * (no 500), shows nothing of how we are made, and nothing of another organisation.
 */
export interface FuzzOptions {
  seed: number;
  /** How many requests at least; each route gets the same number. */
  requests: number;
  /** How many to a route before everything they name is made afresh. */
  each: number;
  /** Makes no further round of requests after this long. */
  forMs?: number;
}

export interface FuzzResult {
  requests: number;
  /** How many of each status. */
  statuses: Record<string, number>;
  /** Per route, how many were answered with success. */
  successes: Record<string, number>;
  findings: Finding[];
}

export interface Finding {
  route: string;
  why: string;
  request: string;
  answer: string;
}

/** What one route's requests start from: names of things that are there, ours and others'. */
interface Base {
  params: Record<string, string>;
  foreignParams: Record<string, string>;
  body: unknown;
  query: Record<string, string>;
}

interface World {
  own: Fixture;
  foreign: Fixture;
  /** What operators change. */
  governed: Fixture;
}

const AT_ONCE = 4;

export async function runFuzz(
  entries: (Entry & { key: string })[],
  options: FuzzOptions,
): Promise<FuzzResult> {
  const result: FuzzResult = { requests: 0, statuses: {}, successes: {}, findings: [] };
  const endsAt = performance.now() + (options.forMs ?? Number.POSITIVE_INFINITY);
  for (let round = 0; result.requests < options.requests && performance.now() < endsAt; round++) {
    const world = await makeWorld();
    const waiting = entries.map((entry, n) => ({ entry, seed: options.seed + round * 1009 + n }));
    const worker = async () => {
      for (let next = waiting.shift(); next && performance.now() < endsAt; next = waiting.shift())
        await fuzzRoute(next.entry, { seed: next.seed, numRuns: options.each }, world, result);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
  return result;
}

async function makeWorld(): Promise<World> {
  const [own, foreign, governed] = await Promise.all([makeFixture(), makeFixture(), makeFixture()]);
  return { own, foreign, governed };
}

async function fuzzRoute(
  entry: Entry & { key: string },
  given: { seed: number; numRuns: number },
  world: World,
  result: FuzzResult,
): Promise<void> {
  const base = await baseOf(entry, world);
  for (const init of fc.sample(requestOf(entry, base), given)) {
    const sent = { ...init, headers: { ...init.headers } };
    const who = init.headers?.["x-fuzz-caller"] ?? "";
    delete sent.headers["x-fuzz-caller"];
    Object.assign(sent.headers, await credentials(entry, who, world));
    sent.host = hostOf(entry, world);
    const response = await call(entry.handler, entry.method, sent);
    const answer = `${JSON.stringify([...response.headers])} ${await response.text()}`;
    result.requests++;
    result.statuses[response.status] = (result.statuses[response.status] ?? 0) + 1;
    if (response.ok) result.successes[entry.key] = (result.successes[entry.key] ?? 0) + 1;
    const why = whatIsWrong(response.status, answer, entry, world);
    if (why)
      result.findings.push({
        route: entry.key,
        why,
        request: `${who} ${JSON.stringify(sent).slice(0, 1500)}`,
        answer: answer.slice(0, 1500),
      });
  }
}

/** Made afresh for each round: the requests before may have deleted what they name. */
async function baseOf({ row, handler }: Entry, { own, foreign, governed }: World): Promise<Base> {
  const tenant = handler.declaration.access === "operator" ? governed : own;
  await row.before?.(tenant);
  return {
    params: (await row.params?.(tenant)) ?? {},
    foreignParams: (await row.params?.(foreign)) ?? {},
    body: await row.body?.(tenant),
    query: Object.fromEntries(new URLSearchParams(row.query)),
  };
}

const HEADER_TEXT = fc.string({ unit: "grapheme-ascii", maxLength: 60 }).map((text) => text.trim());

function requestOf({ handler, method }: Entry, base: Base): fc.Arbitrary<CallInit> {
  const { declaration } = handler;
  const params = fc.oneof(
    { arbitrary: fc.constant(base.params), weight: 6 },
    { arbitrary: fc.constant(base.foreignParams), weight: 2 },
    { arbitrary: spoiled(base.params).map(asText), weight: 2 },
  );
  const query = declaration.query
    ? fc.oneof(
        { arbitrary: fc.constant(base.query), weight: 1 },
        { arbitrary: fitting(jsonSchema(declaration.query)).map(asText), weight: 4 },
        { arbitrary: spoiled(base.query).map(asText), weight: 1 },
        {
          arbitrary: fitting(jsonSchema(declaration.query)).chain(spoiled).map(asText),
          weight: 4,
        },
      )
    : fc.oneof(fc.constant({}), spoiled({}).map(asText));
  const body: fc.Arbitrary<Body> = method === "GET" ? fc.constant({}) : bodyOf(declaration.body, base.body);
  return fc.record({ params, query, body, headers: headersOf() }).map(({ params, query, body, headers }) => ({
    params,
    query: `?${new URLSearchParams(query)}`,
    headers: { ...headers, ...body.headers },
    ...(body.value === undefined ? {} : { body: body.value }),
  }));
}

interface Body {
  value?: unknown;
  headers?: Record<string, string>;
}

const GARBAGE = fc.constantFrom(
  "",
  "{",
  "nul",
  '{"a":',
  "[".repeat(20_000),
  '{"__proto__":{"a":1}}',
  `"${"\\u0000".repeat(9)}"`,
  "1e400",
  "\ufeff{}",
);

function bodyOf(schema: z.ZodType | "multipart" | undefined, base: unknown): fc.Arbitrary<Body> {
  const garbage = GARBAGE.map((value) => ({ value }));
  if (!schema) return fc.oneof({ arbitrary: fc.constant({}), weight: 8 }, { arbitrary: garbage, weight: 1 });
  if (schema === "multipart") {
    const form = (file: unknown, name: string) => {
      const data = new FormData();
      data.set("file", new Blob([JSON.stringify(file) ?? ""]), name);
      return data;
    };
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    return fc.oneof(
      fc.constant({ value: base }),
      fc.tuple(HOSTILE, fc.string()).map(([file, name]) => ({ value: form(file, name) })),
      fc.constantFrom("", "--x", "--x\r\n\r\n\r\n--x--", "--x--").map((value) => ({ value, headers })),
      garbage,
    );
  }
  const json = (values: fc.Arbitrary<unknown>) => values.map((value): Body => ({ value: value ?? null }));
  return fc.oneof(
    { arbitrary: json(fc.constant(base)), weight: 2 },
    { arbitrary: json(spoiled(base)), weight: 5 },
    { arbitrary: json(fitting(jsonSchema(schema))), weight: 3 },
    { arbitrary: json(fitting(jsonSchema(schema)).chain(spoiled)), weight: 2 },
    { arbitrary: json(HOSTILE), weight: 1 },
    { arbitrary: garbage, weight: 1 },
  );
}

/** Who calls, and what a request may carry besides; whoever it is becomes credentials as it is sent. */
function headersOf(): fc.Arbitrary<Record<string, string>> {
  const rare = (name: string, values: fc.Arbitrary<string>) =>
    fc.oneof(
      { arbitrary: fc.constant<Record<string, string>>({}), weight: 12 },
      { arbitrary: values.map((value) => ({ [name]: value })), weight: 1 },
    );
  const who = fc.constantFrom("session", "session", "session", "admin key", "viewer key", "nobody");
  return fc
    .tuple(
      who.map((caller) => ({ "x-fuzz-caller": caller })),
      rare("idempotency-key", fc.oneof(HEADER_TEXT, fc.uuid())),
      rare("if-match", HEADER_TEXT),
      rare("x-tenant-id", fc.oneof(HEADER_TEXT, fc.uuid())),
      rare("range", fc.oneof(HEADER_TEXT, fc.constantFrom("bytes=0-", "bytes=9-1", "bytes=-0"))),
      rare("accept-language", HEADER_TEXT),
    )
    .map((parts) => Object.assign({}, ...parts));
}

async function credentials({ handler }: Entry, who: string, world: World): Promise<Record<string, string>> {
  const { access } = handler.declaration;
  if (access === "operator") return { authorization: `Bearer ${config().operatorToken}` };
  if (access === "metrics") return { authorization: `Bearer ${config().metricsToken}` };
  if (access === "anyone" || who === "nobody") return {};
  if (who === "admin key") return world.own.keys.admin;
  if (who === "viewer key") return world.own.keys.viewer;
  return (await makeSession(world.own.members.admin.id, world.own.id)).headers;
}

const hostOf = ({ row, handler }: Entry, { own }: World) =>
  row.atPlatform || handler.declaration.access === "operator" ? config().rootDomain : own.host;

/** Parameters are text: a thing of another type goes as it is written. */
const asText = (value: unknown): Record<string, string> =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, part]) => part !== undefined)
          .map(([name, part]) => [name, typeof part === "string" ? part : JSON.stringify(part)]),
      )
    : {};

const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

/** What of our own making must never be in an answer. */
const OURS =
  /\n\s+at \S+ \(|\.ts:\d+|node_modules|file:\/\/\/(?!etc)|PostgresError|DrizzleQuery|Failed query|ZodError/;

/** An operator's request has just switched the feature off, or two requests waited for each other. */
const UNAVAILABLE = /"code":"(feature_off|busy)"/;

function whatIsWrong(status: number, answer: string, { row, handler }: Entry, world: World): string | null {
  if (status >= 500 && !(status === 503 && UNAVAILABLE.test(answer))) return `answered ${status}`;
  if (OURS.test(answer)) return "shows how we are made";
  // Operators may name any organisation's things.
  const seesAll = row.seesAll || handler.declaration.access === "operator";
  if (!seesAll && answer.includes(world.foreign.marker)) return "shows something of another organisation";
  return null;
}
