import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expect, PASSWORD, uniqueSlug } from "./fixtures.ts";

/** As the installations of the tests are started. */
export const OPERATOR_TOKEN = "operator-token-for-tests";

/** A new operator with a password for the first sign-in. */
export async function newOperator(baseURL: string | undefined) {
  const email = `${uniqueSlug("operator")}@example.test`;
  const made = await operatorApi(baseURL, "/api/admin/operators", { email, name: "Olga Operator" });
  expect(made.status).toBe(201);
  return (await made.json()) as { id: string; email: string; password: string };
}

/** The code that an authenticator app with this secret shows. */
export const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

/** As a new operator, whose app is set up beside the page. Ends on the console's first page. */
export async function signInAsOperator(page: Page, origin: string): Promise<void> {
  const { email, password } = await newOperator(origin);
  const send = (data: Record<string, string>) =>
    page.request.post(`${origin}/api/operator/session`, { data, headers: { origin } });
  const { enrolment } = await (await send({ email, password })).json();
  const complete = {
    email,
    password,
    code: codeOf(enrolment.secret),
    enrolment: enrolment.enrolment,
    new_password: PASSWORD,
  };
  expect((await send(complete)).status()).toBe(204);
  await page.goto(`${origin}/operator`);
}

/** A program of operators: Node resolves no names below localhost, so it goes to the machine itself. */
export async function operatorApi(
  baseURL: string | undefined,
  route: string,
  body: unknown,
  method = "POST",
): Promise<Response> {
  return fetch(`http://127.0.0.1:${new URL(baseURL ?? "").port}${route}`, {
    method,
    headers: { "content-type": "application/json", authorization: `Bearer ${OPERATOR_TOKEN}` },
    body: JSON.stringify(body),
  });
}

/** Its name as pages write it, and an instant in its middle. */
export function lastMonth(): { name: string; middle: string } {
  const now = new Date();
  const middle = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 15, 12));
  return {
    name: new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(
      middle,
    ),
    middle: middle.toISOString(),
  };
}
