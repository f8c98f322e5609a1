import { signInFailureWords } from "#components/auth/failure-words.ts";
import { ApiError, api } from "./api.ts";

/** What somebody signs in by. The code is that of the second factor, for accounts that have one. */
export type Credentials = ({ email: string; password: string } | { token: string }) & { code?: string };

/** Whether an attempt was right, and waits for the code of the second factor. */
export const needsCode = (error: unknown) =>
  error instanceof ApiError && error.code === "second_factor_required";

/** Signs in at this host. Throws `ApiError` with a sentence for a refused attempt. */
export async function signIn(how: Credentials): Promise<void> {
  const provider = "token" in how ? "token" : "password";
  const answer = await authPost(`callback/${provider}`, { ...how });
  const error = new URL(answer.url, location.origin).searchParams.get("error");
  if (!error) return;
  if (error === "too_many_requests") {
    throw new ApiError(429, {
      code: error,
      detail: signInFailureWords().tooManyAttempts,
    });
  }
  if (error === "second_factor_required")
    throw new ApiError(401, { code: error, detail: signInFailureWords().giveCode });
  if (error === "second_factor_wrong")
    throw new ApiError(401, {
      code: error,
      detail: signInFailureWords().codeWrong,
    });
  if (error === "sso_required")
    throw new ApiError(403, {
      code: error,
      detail: signInFailureWords().ssoRequired,
    });
  throw new ApiError(401, {
    code: "sign_in_refused",
    detail: provider === "token" ? signInFailureWords().linkUsed : signInFailureWords().signInRefused,
  });
}

/** Goes to the organisation's identity provider, which leads back to `next`. Throws `ApiError` where it does not answer. */
export async function startSso(next: string): Promise<void> {
  const { url } = await authPost("signin/sso", {}, next);
  location.assign(url);
}

/** Ends the session of this host. */
export async function signOut(): Promise<void> {
  await authPost("signout", {});
}

/** Goes to another organisation of the same person, signed in there. */
export async function switchOrganisation(slug: string): Promise<void> {
  const { url } = await api<{ url: string }>("/api/me/handoffs", { body: { slug } });
  location.assign(url);
}

async function authPost(
  path: string,
  fields: Record<string, string>,
  callbackUrl = "/dashboard",
): Promise<{ url: string }> {
  const { csrfToken } = await api<{ csrfToken: string }>("/api/auth/csrf");
  const response = await fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...fields, csrfToken, callbackUrl, json: "true" }),
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!answer || typeof answer !== "object" || !("url" in answer) || typeof answer.url !== "string") {
    throw new ApiError(response.status, { detail: signInFailureWords().signInSilent });
  }
  return { url: answer.url };
}
