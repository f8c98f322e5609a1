import { AppError } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** Why single sign-on let nobody in; the sign-in page has a sentence for each. */
const CODES = [
  "sso_off",
  "sso_unavailable",
  "sso_failed",
  "sso_email_unverified",
  "sso_not_member",
  "sso_invitation_by_mail",
  "sso_seats_full",
  "sso_required",
] as const;
export type SsoRefusalCode = (typeof CODES)[number];

/** Single sign-on did not let somebody in. The message says why and what to do. */
export class SsoRefusal extends AppError {
  constructor(code: SsoRefusalCode, cause?: unknown) {
    super(403, code, problemText(`auth.sso.${code}`));
    if (cause !== undefined) this.cause = cause;
  }
}

/** next-auth's own codes of a sign-in at a provider that failed. */
const PROTOCOL = new Set(["OAuthSignin", "OAuthCallback", "Callback"]);

/** The sentence for the code that the sign-in page was opened with; null for none, and for codes of other ways in. */
export function ssoProblem(code: string | undefined, organisation: string): string | null {
  if (code === undefined) return null;
  if (code === "sso_not_member") return problemText("auth.youMemberAsk", { organisation });
  if (code === "too_many_requests") return problemText("auth.tooManyAttempts");
  const known = PROTOCOL.has(code) ? "sso_failed" : CODES.find((one) => one === code);
  return known === undefined ? null : problemText(`auth.sso.${known}`);
}
