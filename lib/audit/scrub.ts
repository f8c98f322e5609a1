/**
 * What may stand in the audit log: plain JSON without secrets. The verbs write none there; this is the second line of
 * defence, by the names of fields and by the shapes that our secrets and others' have. What is taken out leaves `REMOVED`.
 */
export function scrub(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, isSecret(name, value) ? REMOVED : scrubValue(value)]),
  );
}

export const REMOVED = "[removed]";

function scrubValue(value: unknown): unknown {
  if (typeof value === "string")
    return SHAPES.reduce((text, shape) => text.replace(shape, REMOVED), tidy(value));
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(scrubValue);
  if (typeof value === "object" && value !== null) return scrub({ ...value });
  return value;
}

/** PostgreSQL's JSON takes neither NUL nor half a character. */
const tidy = (text: string) => text.replaceAll("\0", "").toWellFormed();

/** That there is a password is no secret: yes, no and nothing stay. */
function isSecret(name: string, value: unknown): boolean {
  if (value === null || typeof value === "boolean") return false;
  const snake = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return SECRET_NAME.test(snake);
}

const SECRET_NAME =
  /(^|_)(password|passphrase|secret|token|authorization|cookie|otp|credential|recovery_code|private_key|(password|key|token|secret)_hash|sealed)s?(_sealed|_hash)?$/;

const SHAPES = [
  // API keys; what is shown of one, its prefix, is shorter.
  /cai_[\w-]{20,}/g,
  /whsec_[\w+/=-]{8,}/g,
  // Stripe's keys.
  /\b[sr]k_(live|test)_\w{8,}/g,
  // Sealed by lib/auth/seal.ts.
  /\bv1\.[\w-]{16}\.[\w-]{22,}/g,
  // JSON Web Tokens, as identity providers give them.
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /\bBearer\s+\S{8,}/gi,
  // Passwords' hashes.
  /\$?(argon2(id|i|d)|scrypt|2[aby])\$[^\s"]{16,}/g,
  // Single-use tokens: 32 random bytes, alone or at the end of a link.
  /(?<=^|[#=/])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{43}$/g,
];
