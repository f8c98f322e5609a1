import { headers as requestHeaders } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { NotFound } from "#lib/errors.ts";
import { hasOperatorSession } from "#lib/operators/session.ts";
import { requireOperatorsHost } from "#lib/operators/sign-in.ts";

/** Whether an operator is signed in. Where there are no operators there is no page. */
export async function operatorPage(): Promise<{ signedIn: boolean }> {
  const headers = await requestHeaders();
  try {
    requireOperatorsHost(headers.get("host"));
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
  return { signedIn: hasOperatorSession(headers) };
}

/** Sends everybody but a signed-in operator to where the token is asked for. */
export async function requireOperator(): Promise<void> {
  const { signedIn } = await operatorPage();
  if (!signedIn) redirect("/operator/sign-in");
}
