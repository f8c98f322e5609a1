import { AppError } from "#lib/errors.ts";

/** Why single sign-on let nobody in; the sign-in page has a sentence for each. */
export type SsoRefusalCode =
  | "sso_off"
  | "sso_unavailable"
  | "sso_failed"
  | "sso_email_unverified"
  | "sso_not_member"
  | "sso_invitation_by_mail"
  | "sso_seats_full"
  | "sso_required";

const SENTENCES: Readonly<Record<string, string>> & Record<SsoRefusalCode, string> = {
  sso_off: "Single sign-on is turned off here. Sign in in another way.",
  sso_unavailable:
    "The identity provider could not be reached, or does not answer as it should. Try again in a moment, or tell an admin.",
  sso_failed: "The sign-in at the identity provider did not come through. Start it again from this page.",
  sso_email_unverified:
    "The identity provider does not say that your e-mail address is verified. Ask who runs it to do so.",
  sso_not_member: "You are not a member here. Ask an admin for an invitation.",
  sso_invitation_by_mail:
    "You have an account already. Open the link in the invitation's mail once; from then on single sign-on works.",
  sso_seats_full: "Every seat of the organisation's plan is taken. Ask an admin for one.",
  sso_required: "Members sign in by the organisation's single sign-on here.",
};

/** Single sign-on did not let somebody in. The message says why and what to do. */
export class SsoRefusal extends AppError {
  constructor(code: SsoRefusalCode, cause?: unknown) {
    super(403, code, SENTENCES[code]);
    if (cause !== undefined) this.cause = cause;
  }
}

/** next-auth's own codes of a sign-in at a provider that failed. */
const PROTOCOL = new Set(["OAuthSignin", "OAuthCallback", "Callback"]);

/** The sentence for the code that the sign-in page was opened with; null for none, and for codes of other ways in. */
export function ssoProblem(code: string | undefined, organisation: string): string | null {
  if (code === undefined) return null;
  if (code === "sso_not_member")
    return `You are not a member of ${organisation}. Ask an admin for an invitation.`;
  if (code === "too_many_requests") return "Too many attempts. Wait a quarter of an hour.";
  return (
    (PROTOCOL.has(code) ? SENTENCES.sso_failed : Object.hasOwn(SENTENCES, code) && SENTENCES[code]) || null
  );
}
