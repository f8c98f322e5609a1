import { refresh } from "next/cache";
import { headers } from "next/headers";
import type { z } from "zod";
import {
  type Action,
  type ActionDeclaration,
  type ActionHandler,
  type ActionResult,
  action,
} from "#lib/http/action.ts";

/** What `useActionState` and a form without scripts call. */
export interface ServerAction<T> {
  (previous: ActionResult<T> | null, form: FormData): Promise<ActionResult<T>>;
  /** The action itself, for the isolation matrix. */
  action: Action<T>;
}

/**
 * Ties an action to Next: the request's headers, the form's text fields, and a fresh page after a success. Exported from
 * an `actions.ts` with "use server"; each needs a row in the isolation matrix.
 */
export function serverAction<const D extends ActionDeclaration>(
  declaration: D,
  handler: ActionHandler<D>,
): ServerAction<D["output"] extends z.ZodType ? z.output<D["output"]> : undefined> {
  const run = action(declaration, handler);
  return Object.assign(
    async (_previous: unknown, form: unknown) => {
      const result = await run(await headers(), fieldsOf(form));
      if (result.ok) refresh();
      return result;
    },
    { action: run },
  );
}

/** Callers can send anything in place of a form: that has no fields. */
function fieldsOf(form: unknown): Record<string, string> {
  if (!(form instanceof FormData)) return {};
  return Object.fromEntries(
    [...form].filter((field): field is [string, string] => typeof field[1] === "string"),
  );
}
