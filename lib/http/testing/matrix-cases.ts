import type { Fixture } from "#lib/http/testing/fixture.ts";
import { contentTypeCases, originCases } from "#lib/http/testing/matrix-browser-cases.ts";
import {
  type Answer,
  answerOf,
  type Case,
  type Entry,
  expected,
  hidden,
  isRole,
  own,
  PRINCIPALS,
  type Principal,
  roleOf,
  SUSPENDED,
  TENANT_NOT_FOUND,
  UNAUTHENTICATED,
  type World,
} from "#lib/http/testing/matrix-expectations.ts";

/** Every case of one route's method: who × whose, suspended, forged, from another page, of another type. */
export function casesOf(entry: Entry): Case[] {
  return [
    ...callerCases(entry),
    ...(entry.method === "GET" ? [] : [...originCases(entry), ...contentTypeCases(entry)]),
  ];
}

/** Who × whose, suspended, forged. */
export function callerCases(entry: Entry): Case[] {
  const { access } = entry.handler.declaration;
  if (isRole(access)) return roleCases(entry);
  if (access === "public") return publicCases(entry);
  return access === "anyone" ? anyoneCases(entry) : tokenCases(entry, access);
}

function roleCases(entry: Entry): Case[] {
  const { declaration } = entry.handler;
  const inOwn = (principal: Principal) => expected(entry, principal);
  const strongest = PRINCIPALS.filter((p) => p !== "signed out");
  return [
    ...PRINCIPALS.map((principal) => own({ name: `${principal} at home`, principal, ...inOwn(principal) })),
    ...strongest.map((principal) =>
      own({
        name: `${principal} at another organisation's host`,
        principal,
        host: "foreign",
        of: "foreign",
        answer: TENANT_NOT_FOUND,
      }),
    ),
    ...strongest.map((principal) =>
      own({
        name: `${principal} at a suspended organisation's host`,
        principal,
        host: "suspended",
        of: "suspended",
        answer: TENANT_NOT_FOUND,
      }),
    ),
    own({
      name: "signed out at another organisation's host",
      principal: "signed out",
      host: "foreign",
      of: "foreign",
      answer: UNAUTHENTICATED,
    }),
    ...(entry.row.params
      ? PRINCIPALS.map((principal) =>
          own({
            name: `${principal} with another organisation's id`,
            principal,
            of: "foreign",
            answer: hidden(entry, principal),
          }),
        )
      : []),
    ...(entry.row.foreignBody
      ? PRINCIPALS.map((principal) =>
          own({
            name: `${principal} with another organisation's id in the body`,
            principal,
            of: "body",
            answer: hidden(entry, principal),
          }),
        )
      : []),
    ...PRINCIPALS.map((principal) => suspendedCase(entry, principal)),
    ...hiddenCases(entry),
    ...(["slug", "id"] as const).flatMap((by) => [
      ...(["admin", "admin key", "viewer key"] as const).map((principal) =>
        own({
          name: `${principal} at the platform's host, naming home by ${by}`,
          principal,
          host: "root",
          headers: (w) => ({ "x-tenant-id": w.own[by] }),
          ...inOwn(principal),
        }),
      ),
      ...(["admin", "admin key"] as const).flatMap((principal) =>
        (["root", "own"] as const).map((host) =>
          own({
            name: `${principal} at ${host} host, naming another organisation by ${by}`,
            principal,
            host,
            of: "foreign",
            headers: (w) => ({ "x-tenant-id": w.foreign[by] }),
            answer: TENANT_NOT_FOUND,
          }),
        ),
      ),
      own({
        name: `signed out at the platform's host, naming home by ${by}`,
        principal: "signed out",
        host: "root",
        headers: (w) => ({ "x-tenant-id": w.own[by] }),
        answer: UNAUTHENTICATED,
      }),
    ]),
    own({
      name: "admin key at the platform's host, naming none",
      principal: "admin key",
      host: "root",
      answer: { status: 400, code: "tenant_not_specified" },
    }),
    ...forgedCases(entry, inOwn("admin"), declaration.access),
  ];
}

/** What stands in a restricted project is there for admins; for others who are not named in it, it is not. */
function hiddenCases(entry: Entry): Case[] {
  if (!entry.row.inProject) return [];
  return PRINCIPALS.filter((principal) => principal !== "signed out").map((principal) =>
    own({
      name: `${principal} with the id of something in a restricted project`,
      principal,
      from: "hidden",
      host: "hidden",
      of: "hidden",
      ...(roleOf(principal) === "admin" ? expected(entry, principal) : { answer: hidden(entry, principal) }),
    }),
  );
}

/** Headers by which servers, proxies and frameworks can be told another host, tenant or that checks were done already. */
const forged = (target: Fixture): Record<string, string> => ({
  "x-forwarded-host": target.host,
  "x-forwarded-server": target.host,
  "x-original-host": target.host,
  "x-host": target.host,
  forwarded: `host=${target.host};proto=https`,
  "x-tenant": target.slug,
  "x-tenant-slug": target.slug,
  "x-tenant-name": target.slug,
  "x-original-url": "/api/health/live",
  "x-rewrite-url": "/api/health/live",
  "x-http-method-override": "GET",
  "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
  "x-user-id": target.members.admin.id,
  "x-role": "admin",
});

function forgedCases(entry: Entry, atHome: Pick<Case, "answer" | "letIn">, access: string): Case[] {
  const toForeign = (w: World) => forged(w.foreign);
  return [
    own({
      name: "admin at home, headers forged for another organisation",
      principal: "admin",
      headers: toForeign,
      ...atHome,
    }),
    own({
      name: "signed out at home, headers forged as an admin's",
      principal: "signed out",
      headers: (w) => forged(w.own),
      answer: UNAUTHENTICATED,
    }),
    own({
      name: "admin at another's host, headers forged as home's",
      principal: "admin",
      host: "foreign",
      of: "foreign",
      headers: (w) => forged(w.own),
      answer: TENANT_NOT_FOUND,
    }),
    ...(entry.row.params
      ? [
          own({
            name: "admin with another's id, headers forged for the other",
            principal: "admin",
            of: "foreign",
            headers: toForeign,
            answer: hidden(entry, "admin"),
          }),
        ]
      : []),
    ...(access === "viewer"
      ? []
      : [
          own({
            name: "viewer at home, headers forged as an admin's",
            principal: "viewer",
            headers: (w) => forged(w.own),
            ...expected(entry, "viewer"),
          }),
        ]),
    ...[
      "no-such-tenant-here.localhost:3000",
      "a.b.localhost:3000",
      "xn--demo-9za.localhost:3000",
      "evil.example",
      "10.0.0.1",
    ].map((header) =>
      own({
        name: `admin key at the host ${header}`,
        principal: "admin key",
        host: { header },
        answer: TENANT_NOT_FOUND,
      }),
    ),
  ];
}

function publicCases(entry: Entry): Case[] {
  const answer = answerOf(entry);
  return [
    ...PRINCIPALS.map((principal) => own({ name: `${principal} at home`, principal, answer, letIn: true })),
    own({
      name: "signed out at another organisation's host",
      principal: "signed out",
      host: "foreign",
      of: "foreign",
      answer,
      letIn: true,
    }),
    ...PRINCIPALS.filter((p) => p !== "signed out").map((principal) =>
      own({
        name: `${principal} at another organisation's host`,
        principal,
        host: "foreign",
        of: "foreign",
        answer: TENANT_NOT_FOUND,
      }),
    ),
    ...PRINCIPALS.map((principal) => suspendedCase(entry, principal)),
    own({
      name: "signed out at home, naming another organisation",
      principal: "signed out",
      headers: (w) => ({ "x-tenant-id": w.foreign.slug }),
      answer: TENANT_NOT_FOUND,
    }),
    own({
      name: "signed out at the platform's host, naming home",
      principal: "signed out",
      host: "root",
      headers: (w) => ({ "x-tenant-id": w.own.slug }),
      answer: UNAUTHENTICATED,
    }),
    own({
      name: "signed out at the platform's host, naming none",
      principal: "signed out",
      host: "root",
      answer: { status: 400, code: "tenant_not_specified" },
    }),
    own({
      name: "signed out at home, headers forged for another organisation",
      principal: "signed out",
      headers: (w) => forged(w.foreign),
      answer,
      letIn: true,
    }),
    own({
      name: "signed out at a host that is nobody's",
      principal: "signed out",
      host: { header: "no-such-tenant-here.localhost:3000" },
      answer: TENANT_NOT_FOUND,
    }),
  ];
}

function anyoneCases(entry: Entry): Case[] {
  const answer = answerOf(entry);
  const host = entry.row.atPlatform ? ("root" as const) : ("own" as const);
  const elsewhere = own({
    name: "signed out at home, where it is not",
    principal: "signed out",
    answer: { status: 404, code: "not_found" },
  });
  return [
    ...PRINCIPALS.map((principal) =>
      own({ name: `${principal} at ${host} host`, principal, host, answer, letIn: true }),
    ),
    own({
      name: `signed out at ${host} host, headers forged for another organisation`,
      principal: "signed out",
      host,
      headers: (w) => forged(w.foreign),
      answer,
      letIn: true,
    }),
    ...(entry.row.atPlatform ? [elsewhere] : []),
  ];
}

function tokenCases(entry: Entry, access: "operator" | "metrics" | "mail_provider"): Case[] {
  const right: Principal = `${access} token`;
  const wrong: Principal = access === "operator" ? "metrics token" : "operator token";
  const nothing: Answer = { status: 404, code: "not_found" };
  return [
    ...[...PRINCIPALS, wrong].flatMap((principal) =>
      (["own", "root"] as const).map((host) =>
        own({ name: `${principal} at ${host} host`, principal, host, answer: nothing }),
      ),
    ),
    own({
      name: "signed out, headers forged as an admin's",
      principal: "signed out",
      headers: (w) => forged(w.own),
      answer: nothing,
    }),
    ...["Basic b3BlcmF0b3I6", "Bearer", "Bearer ", "Bearer x y"].map((authorization) =>
      own({
        name: `with "${authorization}"`,
        principal: "signed out",
        headers: () => ({ authorization }),
        answer: nothing,
      }),
    ),
    ...(["root", "own"] as const).map((host) =>
      own({ name: `${right} at ${host} host`, principal: right, host, answer: answerOf(entry), letIn: true }),
    ),
  ];
}

function suspendedCase(entry: Entry, principal: Principal): Case {
  const { access, whileSuspended } = entry.handler.declaration;
  const given = {
    name: `${principal} of a suspended organisation`,
    principal,
    from: "suspended",
    host: "suspended",
    of: "suspended",
  } as const;
  if (principal === "signed out" && access !== "public") return own({ ...given, answer: UNAUTHENTICATED });
  if (whileSuspended && roleOf(principal) === "admin")
    return own({ ...given, ...expected(entry, principal) });
  return own({ ...given, answer: SUSPENDED });
}
