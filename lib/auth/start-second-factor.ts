import { z } from "zod";
import { seal, unseal } from "#lib/auth/seal.ts";
import { enrolment, newSecret } from "#lib/auth/totp.ts";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";

export const Enrolment = z.object({
  /** Base32, to be typed into an app that reads no QR codes. */
  secret: z.string(),
  /** `otpauth://totp/…` */
  uri: z.string(),
  /** The QR code of `uri`, an SVG document. */
  qr_svg: z.string(),
  /** The secret, sealed: what `confirmSecondFactor` wants back with the first code, within a quarter of an hour. */
  enrolment: z.string(),
});

const VALID_MS = 15 * 60 * 1000;

/**
 * A new secret for the person's authenticator app. It is kept nowhere until a first code has shown that the app has it
 * (`confirmSecondFactor`); an app that the account has already counts until then.
 */
export function startSecondFactor(ctx: Ctx): z.input<typeof Enrolment> {
  const { userId, email } = person(ctx);
  return startEnrolment(userId, "Construction AI", email);
}

/** The same for whoever `owner` names; `issuer` and `label` are what the app shows. */
export function startEnrolment(owner: string, issuer: string, label: string): z.input<typeof Enrolment> {
  const secret = newSecret();
  const { uri, svg } = enrolment(secret, { issuer, label });
  const sealed = seal(JSON.stringify({ secret, until: Date.now() + VALID_MS }), purposeOf(owner));
  return { secret, uri, qr_svg: svg, enrolment: sealed };
}

/** The secret of an enrolment of this owner's, a person's id or an operator, that is still valid. Throws `Invalid`. */
export function secretOfEnrolment(owner: string, sealed: string): string {
  const refusal = new Invalid("enrolment_expired", problemText("auth.qrCodeToo"));
  let text: string;
  try {
    text = unseal(sealed, purposeOf(owner));
  } catch {
    throw refusal;
  }
  const { secret, until } = Sealed.parse(JSON.parse(text));
  if (until < Date.now()) throw refusal;
  return secret;
}

const Sealed = z.object({ secret: z.string(), until: z.number() });
const purposeOf = (owner: string) => `enrolment ${owner}`;
