import type { z } from "zod";
import type { Role } from "#db/schema/auth.ts";
import { admit, arrival, type CtxFor, declaredAnswer, type Guard, type Parsed } from "#lib/http/admission.ts";
import { type ProblemDocument, problemOf } from "#lib/http/problem.ts";
import { verbOf } from "#lib/http/verb-of.ts";
import { type Logger, logger } from "#lib/observability/logger.ts";
import { countError } from "#lib/observability/metrics/record.ts";
import { recordError } from "#lib/observability/traces/record-error.ts";
import { inChildSpan, tellProblem, typeOf } from "#lib/observability/tracing/span.ts";

export interface ActionDeclaration extends Guard {
  access: Role | "public" | "anyone";
  /** What the fields of the form have to be. */
  input: z.ZodType;
  /** What the form is answered; nothing unless told. */
  output?: z.ZodType;
}

/** What a form is answered. The problem is the one that a route would send. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; problem: ProblemDocument };

export interface ActionCall<D extends ActionDeclaration> {
  /** Present for access by role or `public`. */
  ctx: CtxFor<D["access"]>;
  input: z.output<D["input"]>;
  host: string | null;
  ip: string | null;
  log: Logger;
}

export type ActionHandler<D extends ActionDeclaration> = (
  call: ActionCall<D>,
) => Promise<D["output"] extends z.ZodType ? z.input<D["output"]> : void>;

export interface Action<T> {
  (headers: Headers, input: unknown): Promise<ActionResult<T>>;
  declaration: ActionDeclaration;
}

/**
 * The twin of `route()` for server actions: the same way in and the same problems, for the fields of a form. It takes the
 * request's headers as they are, so that it holds whatever stands before it; `app/server-action.ts` hands it Next's.
 */
export function action<const D extends ActionDeclaration>(
  declaration: D,
  handler: ActionHandler<D>,
): Action<Parsed<D["output"]>> {
  const run = async (headers: Headers, input: unknown): Promise<ActionResult<Parsed<D["output"]>>> => {
    const arrived = arrival(headers, `ACTION ${declaration.summary}`, true);
    let log: Logger = logger().child({ ip: arrived.ip, call: arrived.what });
    try {
      const admitted = await admit(declaration, arrived);
      log = admitted.log;
      const call = {
        ctx: admitted.ctx,
        input: declaration.input.parse(input),
        host: headers.get("host"),
        ip: arrived.ip,
        log,
      };
      // The declaration fixes which parts are there; TypeScript cannot follow that through `admit`.
      const result = await inChildSpan(verbOf(arrived.what), {}, () =>
        handler(call as unknown as ActionCall<D>),
      );
      const data = declaration.output && declaredAnswer(declaration.output, result, declaration);
      return { ok: true, data: data as Parsed<D["output"]> };
    } catch (error) {
      const problem = problemOf(error, log, arrived.traceId);
      tellProblem(error, problem.status);
      if (problem.status >= 500) {
        countError(typeOf(error), "action");
        recordError(error, { service: "action", route: verbOf(arrived.what) });
      }
      return { ok: false, problem };
    }
  };
  return Object.assign(run, { declaration });
}
