/**
 * A value as canonical JSON (RFC 8785, "JCS"): members sorted by their names' UTF-16 code units, no spaces, numbers and
 * strings as ECMAScript writes them; the same value is the same text everywhere. Members that are undefined are left out.
 * Throws a `TypeError` for what JSON has no form of: NaN, infinities, functions, dates, lone surrogates.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`);
    // ECMAScript's shortest form is the one that the RFC prescribes; −0 is 0.
    return JSON.stringify(value);
  }
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(",")}]`;
  if (typeof value !== "object" || !isPlain(value))
    throw new TypeError(`JSON has no form of ${Object.prototype.toString.call(value)}`);
  const members: string[] = [];
  for (const [name, member] of Object.entries(value).sort(byName))
    if (member !== undefined) members.push(`${quoted(name)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

/** JSON.stringify escapes exactly what the RFC escapes, but for lone surrogates, which no UTF-8 can hold. */
function quoted(text: string): string {
  if (!text.isWellFormed()) throw new TypeError("A text has a lone surrogate");
  return JSON.stringify(text);
}

/** JavaScript compares strings by their UTF-16 code units, as the RFC does. */
const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : a > b ? 1 : 0);

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
