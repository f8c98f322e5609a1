/** Of a longer text nothing else is read. */
export const MAX_READ = 4000;
const MAX_TEXT = 300;

/**
 * A text without what may be somebody's: secrets, keys, tokens, addresses of people and machines, names of files, queries
 * of URLs, and whatever stands in quotes. For the words of errors, which repeat what they could not use. At most 300
 * characters: a name is found only while it is whole, so they are cut after that.
 */
export function scrub(text: string): string {
  let clean = cut(text, MAX_READ).replace(HALF_WORDS, "…");
  for (const [pattern, instead] of RULES) clean = clean.replace(pattern, instead);
  return cut(clean, MAX_TEXT).replace(HALF_WORDS, "…");
}

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most)}…` : text);

/** What a cut left of a word could be half a name. */
const HALF_WORDS = /(?<![[\p{L}\p{N}@._%+:/-])[[\p{L}\p{N}@._%+:/-]+…/gu;

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
  [/(\b\w+:\/\/)[^\s/@]+@/g, "$1"],
  [/(\b\w+:\/\/[^\s?#]*)[?#][^\s"')]*/g, "$1"],
  [/(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu, "[mail]"],
];

const GROUPS = "[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6}";

/** Hosts in URLs stay: they say which service it was. */
const MACHINES: [RegExp, string][] = [
  [new RegExp(`(?<![\\w:])(?:${GROUPS}::(?:${GROUPS})?|::${GROUPS})(?:%\\w+)?(?!\\w)`, "gi"), "[ip]"],
  [/(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){5,7}(?!\w)/gi, "[ip]"],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, "[ip]"],
  [/\b(ENOTFOUND|EAI_AGAIN)\s+[\p{L}\p{N}_.-]+/gu, "$1 [host]"],
  [/\b(E[A-Z]{4,})\s+[\p{L}\p{N}_.-]+(?=:\d)/gu, "$1 [host]"],
  [/\b(host|hostname|dns)(\s*[:=]\s*)[\p{L}\p{N}_*.-]+/giu, "$1$2[host]"],
  [
    /(?<![\w./-])(?:[a-z0-9-]+\.)+(?:com|net|org|io|dev|app|cloud|internal|local|localhost|lan|corp|svc)\b(?!\.?\w)/gi,
    "[host]",
  ],
];

/** A quote without an end takes the rest. An apostrophe between letters neither begins nor ends one. */
const QUOTES =
  /"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|“[^”]*(?:”|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|`[^`]*(?:`|$)|(?<![\p{L}\p{N}])'(?:[^']|'(?=[\p{L}\p{N}]))*(?:'|$)/gu;

const RULES: [RegExp, string][] = [
  [QUOTES, '"…"'],
  [/\([^()]*\)=\([^()]*\)/g, "(…)=(…)"],
  ...SECRETS,
  ...MACHINES,
  [/\b[A-Za-z0-9+/_-]{40,}={0,2}/g, "[long]"],
  // Names of several words: those before it that begin with a capital or a digit are taken along.
  [
    new RegExp(
      `(?<![^\\s/\\\\"'(])(?:[\\p{Lu}\\d][^\\s/"']*\\s){0,20}[^\\s/\\\\"'(]+\\.(?:${FILE_TYPES})\\b`,
      "gu",
    ),
    "[file]",
  ],
];
