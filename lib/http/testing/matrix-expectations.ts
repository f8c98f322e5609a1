import { ROLES, type Role } from "#db/schema/auth.ts";
import type { HttpMethod } from "#lib/http/declared-methods.ts";
import { successStatus } from "#lib/http/openapi.ts";
import type { RouteHandler } from "#lib/http/route.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { hasRole } from "#lib/tenancy/context.ts";

export interface Entry {
  method: HttpMethod;
  pattern: string;
  handler: RouteHandler;
  row: Row;
}

export const PRINCIPALS = ["admin", "editor", "viewer", "signed out", "admin key", "viewer key"] as const;
export type Principal =
  | (typeof PRINCIPALS)[number]
  | "operator token"
  | "metrics token"
  | "mail_provider token";
/** `hidden`: the project, file or estimate stands in a project that editors and viewers of its organisation do not see. */
export type Whose = "own" | "foreign" | "suspended" | "hidden";
export type World = Record<Whose, Fixture>;

export interface Answer {
  status: number;
  code?: string | RegExp;
}

/** One call of the matrix. */
export interface Case {
  name: string;
  principal: Principal;
  /** Whose credentials are sent. */
  from: "own" | "suspended" | "hidden";
  /** Which host is called: a tenant's, the platform's, or a Host header word for word. */
  host: Whose | "root" | { header: string };
  /** Whose ids and body are sent; `body` is own ids with a body that names a foreign thing. */
  of: Whose | "body";
  headers?: (world: World) => Record<string, string>;
  answer: Answer;
  /** The call is let in and does what the route is for. */
  letIn: boolean;
}

export type GivenCase = Pick<Case, "name" | "principal" | "answer"> & Partial<Case>;
/** A case of a caller at home, unless told. */
export const own = (given: GivenCase): Case => ({
  from: "own",
  host: "own",
  of: "own",
  letIn: false,
  ...given,
});

export const TENANT_NOT_FOUND: Answer = { status: 404, code: "tenant_not_found" };
export const NOT_FOUND: Answer = { status: 404, code: /not_found$/ };
export const UNAUTHENTICATED: Answer = { status: 401, code: "unauthenticated" };
export const SUSPENDED: Answer = { status: 403, code: "tenant_suspended" };

/** What a caller with credentials of the right organisation gets. */
export function expected(entry: Entry, principal: Principal): Pick<Case, "answer" | "letIn"> {
  const refusal = refusalOf(entry, principal) ?? ownOnly(entry.row, principal);
  return refusal ? { answer: refusal, letIn: false } : { answer: answerOf(entry), letIn: true };
}

/** What the same caller gets for somebody else's thing: that it is not there, unless they would be refused anyway. */
export function hidden(entry: Entry, principal: Principal): Answer {
  return refusalOf(entry, principal) ?? NOT_FOUND;
}

function refusalOf({ handler, row }: Entry, principal: Principal): Answer | null {
  const { access } = handler.declaration;
  const role = roleOf(principal);
  if (role === null) return UNAUTHENTICATED;
  for (const needed of [access, row.role])
    if (needed && isRole(needed) && !hasRole(role, needed)) return { status: 403, code: "role_required" };
  return row.person && principal.endsWith(" key") ? { status: 403, code: "person_required" } : null;
}

function ownOnly({ below }: Entry["row"], principal: Principal): Answer | null {
  const role = roleOf(principal);
  return below && role && !hasRole(role, below.role) ? { status: below.status, code: below.code } : null;
}

export function answerOf({ handler, row }: Entry): Answer {
  return row.answer ?? { status: successStatus(handler.declaration) };
}

export function roleOf(principal: Principal): Role | null {
  return ROLES.find((role) => principal === role || principal === `${role} key`) ?? null;
}

export function isRole(access: string): access is Role {
  return ROLES.some((role) => role === access);
}
