import { HOTP, Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";
import { hashSecret } from "#lib/auth/authenticate.ts";

/**
 * Codes of authenticator apps (RFC 6238): HMAC-SHA-1, six digits, a new one every 30 seconds, which is what every app
 * knows. Knows nothing of accounts.
 */
const CODE = { algorithm: "SHA1", digits: 6 } as const;
const PERIOD_SECONDS = 30;
/** Steps by which a phone's clock may be off, before and after. */
const WINDOW = 1;

/** A new secret of 160 bits, as RFC 4226 recommends: base32, as it is typed into an app. */
export const newSecret = () => new Secret({ size: 20 }).base32;

/** What an app reads: the secret and whose it is, as a link and as the QR code of it (SVG). */
export function enrolment(secret: string, { issuer, label }: { issuer: string; label: string }) {
  const uri = new TOTP({
    ...CODE,
    issuer,
    label,
    secret: Secret.fromBase32(secret),
    period: PERIOD_SECONDS,
  }).toString();
  return { uri, svg: renderSVG(uri, { border: 2 }) };
}

/**
 * The time step that a code is of, one before or after the present one at most; null for a wrong code and for one of a
 * step up to `after`, whose code was taken already.
 */
export function stepOf(secret: string, code: string, after: number, now = Date.now()): number | null {
  const step = Math.floor(now / 1000 / PERIOD_SECONDS);
  const delta = HOTP.validate({
    ...CODE,
    token: code,
    secret: Secret.fromBase32(secret),
    counter: step,
    window: WINDOW,
  });
  return delta === null || step + delta <= after ? null : step + delta;
}

/** The code of the moment, for tests and for whoever plays the app. */
export const codeAt = (secret: string, now = Date.now()) =>
  TOTP.generate({ ...CODE, period: PERIOD_SECONDS, secret: Secret.fromBase32(secret), timestamp: now });

/** What somebody typed, without the gaps that apps and people put into it. */
export const typedCode = (text: string) => text.replace(/[\s-]/g, "").toLowerCase();

export const isTotpCode = (typed: string) => /^\d{6}$/.test(typed);

const RECOVERY_CODES = 10;

/** Ten codes of 120 bits, in six groups of four. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    new Secret({ size: 15 }).base32.toLowerCase().replace(/(.{4})(?=.)/g, "$1-"),
  );
}

/** How a recovery code is kept. It is random and long, so a slow hash adds nothing. */
export const recoveryHash = (typed: string) => hashSecret(`recovery ${typedCode(typed)}`);
