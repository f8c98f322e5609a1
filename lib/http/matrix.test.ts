import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { declaredMethods } from "#lib/http/declared-methods.ts";
import { routeFiles, WITHOUT_DECLARATION } from "#lib/http/route-files.ts";
import { casesOf } from "#lib/http/testing/matrix-cases.ts";
import type { Entry, World } from "#lib/http/testing/matrix-expectations.ts";
import { MATRIX_ROWS } from "#lib/http/testing/matrix-rows.ts";
import { checkCase, makeWorld } from "#lib/http/testing/matrix-run.ts";

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
  world = await makeWorld();
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
      const response = await checkCase(entry, given, world);
      expect(response.headers.get("cache-control")).toContain("no-store");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    });
  });
});
