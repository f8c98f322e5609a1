/**
 * A text without what may be somebody's: secrets, keys, tokens, addresses of people and machines, names of files, queries
 * of URLs, and whatever stands in quotes. For the words of errors, which repeat what they could not use.
 */
export function scrub(text: string): string {
  let clean = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  for (const [pattern, instead] of RULES) clean = clean.replace(pattern, instead);
  return clean;
}

const MAX_TEXT = 300;

const FILE_TYPES =
  "(?i:ifc|ifczip|ifcxml|step|stp|pdf|csv|tsv|xlsx?|docx?|zip|gz|json|xml|txt|png|jpe?g|svg|webp|gif|dwg|dxf|rvt|obj|glb|gltf|e57|las|laz)";

const SECRETS: [RegExp, string][] = [
  [/\b(?:cai|sk|rk|pk|whsec|xox[a-z])_[\w-]{6,}/gi, "[key]"],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, "[token]"],
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, "$1 [token]"],
  [
    /\b(password|passwd|pwd|secret|token|api[_-]?key|authorization|cookie|signature|x-amz-[\w-]+)(["']?\s*[:=]\s*)["']?[^\s"',;&)]+/gi,
    "$1$2[secret]",
  ],
  [/(\w+:\/\/)[^\s/@]+@/g, "$1"],
  [/(\w+:\/\/[^\s?#]*)[?#][^\s"')]*/g, "$1"],
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu, "[mail]"],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, "[ip]"],
  [/\b[A-Za-z0-9+/_-]{40,}={0,2}/g, "[long]"],
];

const RULES: [RegExp, string][] = [
  [/"(?:[^"\\]|\\.)*"|“[^”]*”|«[^»]*»|„[^“”]*[“”]|`[^`]*`|(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])/gu, '"…"'],
  [/\([^()]*\)=\([^()]*\)/g, "(…)=(…)"],
  ...SECRETS,
  // Names of several words: those before it that begin with a capital or a digit are taken along.
  [new RegExp(`(?:[\\p{Lu}\\d][^\\s/"']*\\s)*[^\\s/\\\\"'(]+\\.(?:${FILE_TYPES})\\b`, "gu"), "[file]"],
];
