import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import type { Action } from "#lib/http/action.ts";
import { actionFiles, strayActionFiles } from "#lib/http/action-files.ts";
import type { RouteHandler } from "#lib/http/route.ts";
import { MATRIX_ACTION_ROWS } from "#lib/http/testing/matrix-action-rows.ts";
import { originCases } from "#lib/http/testing/matrix-browser-cases.ts";
import { callerCases } from "#lib/http/testing/matrix-cases.ts";
import type { Entry, World } from "#lib/http/testing/matrix-expectations.ts";
import { checkCase, makeWorld } from "#lib/http/testing/matrix-run.ts";

const exported = (
  await Promise.all(
    (
      await actionFiles()
    ).map(async (file) =>
      Object.entries(await import(/* @vite-ignore */ `../../${file}`)).map(([name, value]) => ({
        key: `${file.replace(/^app\/(.*)\/actions\.ts$/, "$1")} ${name}`,
        action: actionOf(value),
      })),
    ),
  )
).flat();
const entries = exported.flatMap(({ key, action }): (Entry & { key: string })[] => {
  const row = MATRIX_ACTION_ROWS[key];
  return row && action ? [{ key, method: "POST", pattern: key, handler: asRoute(action), row }] : [];
});

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(closePools);

describe("every server action is in the isolation matrix", () => {
  it("stands in an actions.ts below app, and serverAction() made it", async () => {
    expect(await strayActionFiles()).toEqual([]);
    expect(exported.length).toBeGreaterThan(0);
    expect(exported.filter(({ action }) => !action).map(({ key }) => key)).toEqual([]);
  });

  it("has a row, and there is no row without an action: lib/http/testing/matrix-action-rows.ts", () => {
    expect(exported.map(({ key }) => key).sort()).toEqual(Object.keys(MATRIX_ACTION_ROWS).sort());
    expect(entries.filter(({ row }) => !row.body).map(({ key }) => key)).toEqual([]);
  });
});

describe("isolation matrix of server actions, called with headers and fields alone", () => {
  describe.each(entries)("$key", (entry) => {
    const cases = [...callerCases(entry), ...originCases(entry)];
    it.each(cases.map((given) => [given.name, given] as const))("%s", async (_name, given) => {
      await checkCase(entry, given, world);
    });
  });
});

function actionOf(exported: unknown): Action<unknown> | null {
  return typeof exported === "function" && "action" in exported && isAction(exported.action)
    ? exported.action
    : null;
}

function isAction(value: unknown): value is Action<unknown> {
  return typeof value === "function" && "declaration" in value;
}

/** The action as a route would answer, so that both are held to the same cases. */
function asRoute(action: Action<unknown>): RouteHandler {
  const { input, output, ...guard } = action.declaration;
  const handle = async (request: Request) => {
    const result = await action(request.headers, await request.json());
    if (!result.ok)
      return Response.json(result.problem, {
        status: result.problem.status,
        headers: { "content-type": "application/problem+json" },
      });
    return output ? Response.json(result.data) : new Response(null, { status: 204 });
  };
  return Object.assign(handle, {
    declaration: { ...guard, body: input, ...(output ? { response: output } : {}) },
  });
}
