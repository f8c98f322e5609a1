import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { config } from "#lib/config/index.ts";
import { declaredMethods } from "#lib/http/declared-methods.ts";
import { routeFiles, WITHOUT_DECLARATION } from "#lib/http/route-files.ts";
import { call } from "#lib/http/testing/call.ts";
import { makeSession } from "#lib/http/testing/credentials.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { casesOf } from "#lib/http/testing/matrix-cases.ts";
import type { Case, Entry, Principal, World } from "#lib/http/testing/matrix-expectations.ts";
import { MATRIX_ROWS } from "#lib/http/testing/matrix-rows.ts";

const exported = await Promise.all(
  (await routeFiles()).map(async ({ file, pattern }) => {
    if (pattern in WITHOUT_DECLARATION) return { pattern, methods: [], failure: null };
    try {
      return {
        pattern,
        methods: declaredMethods(await import(/* @vite-ignore */ `../../${file}`)),
        failure: null,
      };
    } catch (error) {
      return { pattern, methods: [], failure: `${pattern}: ${error}` };
    }
  }),
);
const all = exported.flatMap(({ pattern, methods }) =>
  methods.map(({ method, handler }) => ({ key: `${method} ${pattern}`, method, pattern, handler })),
);
const entries = all.flatMap(({ key, method, pattern, handler }): (Entry & { key: string })[] => {
  const row = MATRIX_ROWS[key];
  return row && handler ? [{ key, method, pattern, handler, row }] : [];
});

let world: World;
beforeAll(async () => {
  const [own, foreign, suspended] = await Promise.all([
    makeFixture(),
    makeFixture(),
    makeFixture({ suspended: true }),
  ]);
  world = { own, foreign, suspended };
});
afterAll(closePools);

describe("every route of app/api is in the isolation matrix", () => {
  it("loads", () => {
    expect(exported.flatMap(({ failure }) => failure ?? []).join("\n")).toBe("");
  });

  it("exports a method that route() made, unless it is listed with its reason", () => {
    expect(
      exported
        .filter(({ pattern, methods }) => methods.length === 0 && !(pattern in WITHOUT_DECLARATION))
        .map(({ pattern }) => pattern),
    ).toEqual([]);
    expect(all.filter(({ handler }) => !handler).map(({ key }) => key)).toEqual([]);
  });

  it("has a row for each method, and no row without one: lib/http/testing/matrix-rows.ts", () => {
    expect(
      all
        .filter(({ key }) => !(key in MATRIX_ROWS))
        .map(({ key }) => key)
        .join(", "),
    ).toBe("");
    expect(
      Object.keys(MATRIX_ROWS)
        .filter((key) => !all.some((route) => route.key === key))
        .join(", "),
    ).toBe("");
  });

  it("has ids in the row where the address has placeholders, and a body where one is declared", () => {
    for (const { key, pattern, handler, row } of entries) {
      expect(row.params !== undefined, `${key}: params`).toBe(pattern.includes("{"));
      expect(handler.declaration.params !== undefined, `${key}: declared params`).toBe(pattern.includes("{"));
      expect(row.body !== undefined, `${key}: body`).toBe(handler.declaration.body !== undefined);
    }
  });
});

describe("isolation matrix: handlers called directly, so authorisation holds with the proxy removed", () => {
  describe.each(entries)("$key", (entry) => {
    it.each(casesOf(entry).map((given) => [given.name, given] as const))("%s", async (_name, given) => {
      const response = await perform(entry, given);
      const body = await response.clone().text();
      const problem: { code?: string } =
        response.headers.get("content-type") === "application/problem+json" ? await response.json() : {};
      expect({ status: response.status, code: problem.code }, body).toEqual({
        status: given.answer.status,
        code: codeOf(given),
      });
      expect(response.headers.get("cache-control")).toContain("no-store");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");

      const answer = `${JSON.stringify([...response.headers])} ${body}`;
      for (const tenant of mayNotSee(entry, given)) expect(answer).not.toContain(tenant.marker);
      if (entry.row.shows && given.letIn && given.from === "own" && given.host === "own")
        expect(answer).toContain(world.own.marker);
    });
  });
});

function codeOf({ answer }: Case): unknown {
  if (answer.code instanceof RegExp) return expect.stringMatching(answer.code);
  return answer.code;
}

/** The tenants of which nothing may be in the answer. */
function mayNotSee(entry: Entry, given: Case): Fixture[] {
  if (entry.row.seesAll) return [];
  // What is public of an organisation is what its own host answers to callers who bring no credentials of another.
  const openTo =
    given.principal === "signed out" && entry.handler.declaration.access === "public"
      ? given.host
      : given.from;
  return [world.own, world.foreign, world.suspended].filter(
    (tenant) => typeof openTo !== "string" || openTo === "root" || tenant !== world[openTo],
  );
}

async function perform(entry: Entry, given: Case): Promise<Response> {
  const { row } = entry;
  const tenant = world[given.of === "body" ? "own" : given.of];
  await row.before?.(tenant);
  const body =
    given.of === "body" ? await row.foreignBody?.(world.own, world.foreign) : await row.body?.(tenant);
  return call(entry.handler, entry.method, {
    host:
      typeof given.host === "object"
        ? given.host.header
        : given.host === "root"
          ? config().rootDomain
          : world[given.host].host,
    headers: {
      ...row.headers,
      ...(await credentials(given.principal, world[given.from])),
      ...given.headers?.(world),
    },
    params: (await row.params?.(tenant)) ?? {},
    body,
    ...(row.query ? { query: row.query } : {}),
  });
}

async function credentials(
  principal: Principal,
  { id, members, keys }: Fixture,
): Promise<Record<string, string>> {
  switch (principal) {
    case "signed out":
      return {};
    case "operator token":
      return { authorization: `Bearer ${config().operatorToken}` };
    case "metrics token":
      return { authorization: `Bearer ${config().metricsToken}` };
    case "admin key":
      return keys.admin;
    case "viewer key":
      return keys.viewer;
    default:
      return (await makeSession(members[principal].id, id)).headers;
  }
}
