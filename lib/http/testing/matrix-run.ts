import { expect } from "vitest";
import { config } from "#lib/config/index.ts";
import { call } from "#lib/http/testing/call.ts";
import { makeSession } from "#lib/http/testing/credentials.ts";
import { type Fixture, hideThing, makeFixture } from "#lib/http/testing/fixture.ts";
import type { Case, Entry, Principal, World } from "#lib/http/testing/matrix-expectations.ts";
import { markUsed } from "#lib/http/testing/matrix-made.ts";

/** Four tenants, of which one is suspended, and one keeps what it has in restricted projects. */
export async function makeWorld(): Promise<World> {
  const [own, foreign, suspended, hidden] = await Promise.all([
    makeFixture(),
    makeFixture(),
    makeFixture({ suspended: true }),
    makeFixture(),
  ]);
  return { own, foreign, suspended, hidden };
}

/** Makes one call of the matrix and holds its answer against what is expected; nothing of another tenant may be in it. */
export async function checkCase(entry: Entry, given: Case, world: World): Promise<Response> {
  const response = await perform(entry, given, world);
  if (response.ok && entry.method !== "GET") markUsed();
  const body = await response.clone().text();
  const problem: { code?: string } =
    response.headers.get("content-type") === "application/problem+json" ? await response.clone().json() : {};
  expect({ status: response.status, code: problem.code }, body).toEqual({
    status: given.answer.status,
    code: codeOf(given),
  });
  const answer = `${JSON.stringify([...response.headers])} ${body}`;
  for (const tenant of mayNotSee(entry, given, world)) expect(answer).not.toContain(tenant.marker);
  if (entry.row.shows && given.letIn && given.from === "own" && given.host === "own")
    expect(answer).toContain(world.own.marker);
  return response;
}

function codeOf({ answer }: Case): unknown {
  if (answer.code instanceof RegExp) return expect.stringMatching(answer.code);
  return answer.code;
}

/** The tenants of which nothing may be in the answer. */
function mayNotSee(entry: Entry, given: Case, world: World): Fixture[] {
  if (entry.row.seesAll) return [];
  // What is public of an organisation is what its own host answers to callers who bring no credentials of another.
  const openTo =
    given.principal === "signed out" && entry.handler.declaration.access === "public"
      ? given.host
      : given.from;
  return [world.own, world.foreign, world.suspended, world.hidden].filter(
    (tenant) => typeof openTo !== "string" || openTo === "root" || tenant !== world[openTo],
  );
}

async function perform(entry: Entry, given: Case, world: World): Promise<Response> {
  const { row } = entry;
  const tenant = world[given.of === "body" ? "own" : given.of];
  await row.before?.(tenant);
  const body =
    given.of === "body" ? await row.foreignBody?.(world.own, world.foreign) : await row.body?.(tenant);
  const params = (await row.params?.(tenant)) ?? {};
  if (given.of === "hidden" && row.inProject && params.id) await hideThing(tenant, row.inProject, params.id);
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
    params,
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
    case "mail_provider token":
      return { authorization: `Bearer ${config().mailWebhookSecret}` };
    case "admin key":
      return keys.admin;
    case "viewer key":
      return keys.viewer;
    default:
      return (await makeSession(members[principal].id, id)).headers;
  }
}
