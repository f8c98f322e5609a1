import { headers as requestHeaders } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { operatorsHost } from "#lib/operators/realm.ts";
import { operatorSignedIn, type SignedInOperator } from "#lib/operators/session.ts";

/** Who is signed in, and whether there is any account to sign in to. Where there are no operators there is no page. */
export async function operatorPage(): Promise<{ operator: SignedInOperator | null; anyAccount: boolean }> {
  const headers = await requestHeaders();
  const realm = await operatorsHost(headers.get("host"));
  if (!realm) notFound();
  return { operator: await operatorSignedIn(headers), ...realm };
}

/** Sends everybody but a signed-in operator to where they sign in. */
export async function requireOperator(): Promise<SignedInOperator> {
  const { operator } = await operatorPage();
  return operator ?? redirect("/operator/sign-in");
}
