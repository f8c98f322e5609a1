import type { Page } from "@playwright/test";

/** As the installations of the tests are started. */
export const OPERATOR_TOKEN = "operator-token-for-tests";

/** Ends on the console's first page. */
export async function signInAsOperator(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/operator`);
  await page.waitForURL(`${origin}/operator/sign-in`);
  await page.getByLabel("Operator token").fill(OPERATOR_TOKEN);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${origin}/operator`);
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
