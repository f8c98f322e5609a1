import { z } from "zod";
import { config } from "#lib/config/index.ts";
import { Invalid } from "#lib/errors.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { refusalOf } from "#lib/webhooks/endpoint-url.ts";
import { get, type PostAnswer, PostFailed, type PostOptions } from "#lib/webhooks/post.ts";

/** What an identity provider says of itself (OpenID Connect Discovery 1.0), as far as sign-in needs it. */
const Metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  userinfo_endpoint: z.string().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]),
  code_challenge_methods_supported: z.array(z.string()).optional(),
  response_types_supported: z.array(z.string()).default(["code"]),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
});
export type ProviderMetadata = z.output<typeof Metadata>;

/** A sign-in waits for it, so it waits less long than a webhook. */
const TIMEOUT_MS = 8000;

export const reach = (): PostOptions => ({
  allowLoopback: config().webhooks.allowLoopback,
  timeoutMs: TIMEOUT_MS,
});

/** The issuer as an admin gives it: it has to be what the provider calls itself, so nothing of it is changed. */
export const Issuer = z
  .string()
  .trim()
  .max(500)
  .superRefine((text, context) => {
    const refusal = refusalOf(text) ?? (new URL(text).search ? problemText("auth.leavePartAfter") : null);
    if (refusal) context.addIssue({ code: "custom", message: refusal });
  });

/**
 * Reads what an issuer says of itself, over the public internet. Throws `Invalid` (`sso_discovery_failed`) with a
 * sentence that says what is wrong.
 */
export async function discover(issuer: string): Promise<ProviderMetadata> {
  const url = new URL(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const answer = await readJson(url, "description");
  const parsed = Metadata.safeParse(answer);
  if (!parsed.success)
    throw wrong(
      problemText("auth.whatStandsOpenid", {
        href: url.href,
        path: parsed.error.issues[0]?.path.join(".") ?? "",
      }),
    );
  const found = parsed.data;
  if (found.issuer !== issuer)
    throw wrong(problemText("auth.providerCallsItself", { issuer: found.issuer.slice(0, 300) }));
  for (const name of ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"] as const) {
    const address = found[name];
    const refusal = address === undefined ? null : refusalOf(address);
    if (refusal) throw wrong(problemText("auth.itsCannotBe", { name, refusal }));
  }
  if (!found.response_types_supported.includes("code")) throw wrong(problemText("auth.providerDoesOffer"));
  if (found.code_challenge_methods_supported?.includes("S256") === false)
    throw wrong(problemText("auth.providerDoesOfferPkce"));
  if (!AUTH_METHODS.some((method) => found.token_endpoint_auth_methods_supported.includes(method)))
    throw wrong(problemText("auth.providerTakesClient"));
  return found;
}

export const AUTH_METHODS = ["client_secret_basic", "client_secret_post"] as const;

/** What a provider is asked for, as the sentences about a wrong answer name it. */
type Asked = "description" | "person" | "tokens" | "keys";

/** JSON from an address of the provider. Throws `Invalid`. */
export async function readJson(
  url: URL,
  what: Asked,
  headers: Record<string, string> = {},
): Promise<unknown> {
  return jsonOf(
    await reached(() => get(url, { accept: "application/json", ...headers }, reach())),
    url,
    what,
  );
}

/** Does `request`, and makes a sentence of a failed one. */
export async function reached(request: () => Promise<PostAnswer>): Promise<PostAnswer> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof PostFailed)
      throw wrong(problemText("auth.providerCouldReached", { message: retold(error.message) }), error);
    throw error;
  }
}

export function jsonOf({ status, body }: PostAnswer, url: URL, what: Asked): unknown {
  if (status !== 200) throw wrong(problemText("auth.answeredWhenAsked", { href: url.href, status, what }));
  try {
    return JSON.parse(body);
  } catch (error) {
    throw wrong(problemText("auth.answeredJsonWhen", { href: url.href, what }), error);
  }
}

function wrong(sentence: string, cause?: unknown): Invalid {
  const error = new Invalid("sso_discovery_failed", sentence);
  if (cause !== undefined) error.cause = cause;
  return error;
}
