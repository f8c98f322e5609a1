import { randomUUID } from "node:crypto";
import { POST } from "#app/api/operator/session/route.ts";
import { codeAt } from "#lib/auth/totp.ts";
import { call } from "#lib/http/testing/call.ts";
import { COMMAND } from "#lib/operators/context.ts";
import { createOperator } from "#lib/operators/create-operator.ts";

/** What a sign-in with this body is answered. */
export const signIn = (body: unknown, headers: Record<string, string> = {}) =>
  call(POST, "POST", { body, headers });

/** `name=value` of a `Set-Cookie`. */
export const cookieOf = (response: Response) => response.headers.get("set-cookie")?.split(";")[0] ?? "";

export interface SignedInOperator {
  id: string;
  email: string;
  name: string;
  password: string;
  /** Of the authenticator app. */
  secret: string;
  cookie: string;
}

/** A new operator who has signed in for the first time. */
export async function signedInOperator(name = "Olga Operator"): Promise<SignedInOperator> {
  const made = await createOperator(COMMAND, { email: `${randomUUID()}@operators.test`, name });
  const { id, email } = made;
  const first = await signIn({ email, password: made.password });
  const { enrolment } = (await first.json()) as { enrolment: { secret: string; enrolment: string } };
  const password = randomUUID();
  const response = await signIn({
    email,
    password: made.password,
    code: codeAt(enrolment.secret),
    enrolment: enrolment.enrolment,
    new_password: password,
  });
  if (response.status !== 204) throw new Error(await response.text());
  return { id, email, name, password, secret: enrolment.secret, cookie: cookieOf(response) };
}
