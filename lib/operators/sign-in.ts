import { z } from "zod";
import { isOperator } from "#lib/auth/caller.ts";
import { addressBlock, clearAttempts, countAttempt } from "#lib/auth/rate-limit.ts";
import { config } from "#lib/config/index.ts";
import { NotFound, Unauthenticated } from "#lib/errors.ts";
import { startOperatorSession } from "#lib/operators/session.ts";
import { hostTarget } from "#lib/tenancy/host.ts";

export const OperatorSignIn = z.object({
  /** Of letters that a header can carry, since programs send it in one. */
  token: z
    .string()
    .trim()
    .max(500)
    .regex(/^[\x21-\x7e]+$/, "Paste the token as it stands, without spaces."),
});

const PER_ADDRESS = { attempts: 10, windowSeconds: 15 * 60 };

/**
 * The `Set-Cookie` of a session for whoever has the operators' token. Throws `NotFound` where there are no operators or
 * at an organisation's host, `TooManyRequests` after ten attempts of an address in a quarter of an hour, `Unauthenticated`.
 */
export async function signInOperator(
  { token }: z.output<typeof OperatorSignIn>,
  origin: { host: string | null; ip: string | null },
): Promise<string> {
  requireOperatorsHost(origin.host);
  const key = `operator:${addressBlock(origin.ip)}`;
  await countAttempt(key, PER_ADDRESS);
  if (!isOperator(new Headers({ authorization: `Bearer ${token}` })))
    throw new Unauthenticated(
      "This is not the operators' token. It is the value of OPERATOR_TOKEN that the installation was started with.",
      "operator_token_refused",
    );
  await clearAttempts(key);
  return startOperatorSession();
}

/** Throws `NotFound` where the operators' pages are not: without OPERATOR_TOKEN, and at every host but the platform's own. */
export function requireOperatorsHost(host: string | null): void {
  if (!config().operatorToken || hostTarget(host)?.kind !== "root")
    throw new NotFound("not_found", "There is nothing here.");
}
